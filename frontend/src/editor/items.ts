import type { PictureName } from "../look/icons";
import type { ViewKind } from "../state/records";
import type { Neurons } from "../wire/types";

/** Something in the palette that can be placed on the board. */
export interface PlaceItem {
  readonly kind: "neurons" | "stimulus";
  readonly id: string;
  readonly name: string;
  readonly picture: PictureName | `stimulus:${string}`;
  readonly hint: string;
  readonly key: string;
  readonly model: string;
  readonly size: number;
  readonly sign: Neurons["sign"];
  /** Label of the first one placed; letters or numbers follow. */
  readonly label: string;
}

/** Something in the palette that opens a view of the selection. */
export interface ViewItem {
  readonly kind: "view";
  readonly id: ViewKind;
  readonly name: string;
  readonly picture: PictureName;
  readonly hint: string;
  readonly key: string;
}

/** Something in the palette that is only seen. */
export interface NoteItem {
  readonly kind: "note";
  readonly id: "note" | "frame";
  readonly name: string;
  readonly picture: PictureName;
  readonly hint: string;
  readonly key: string;
}

export type PaletteItem = PlaceItem | ViewItem | NoteItem;

/** What a neuron is before its model is chosen in the inspector. */
export const DEFAULT_MODEL = "eif";
const POPULATION_SIZE = 100;

const neuron = { kind: "neurons", model: DEFAULT_MODEL, size: 1, label: "Neuron" } as const;
const stimulus = { kind: "stimulus", size: 1, sign: null } as const;

export const neurons: readonly PlaceItem[] = [
  {
    ...neuron,
    id: "excitatory",
    name: "Excitatory",
    picture: "excitatory",
    hint: "A neuron that excites what it reaches",
    key: "P",
    sign: "excitatory",
  },
  {
    ...neuron,
    id: "inhibitory",
    name: "Inhibitory",
    picture: "inhibitory",
    hint: "A neuron that inhibits what it reaches",
    key: "I",
    sign: "inhibitory",
  },
  {
    ...neuron,
    id: "undetermined",
    name: "Undetermined",
    picture: "undetermined",
    hint: "A neuron whose first outgoing connection decides its type",
    key: "U",
    sign: null,
  },
  {
    ...neuron,
    id: "population",
    name: "Population",
    picture: "population",
    hint: "Many neurons of one kind, drawn as a grid of cells",
    key: "G",
    size: POPULATION_SIZE,
    sign: null,
    label: "Population",
  },
];

export const stimuli: readonly PlaceItem[] = [
  {
    ...stimulus,
    id: "pulse",
    model: "pulse",
    name: "Step current",
    label: "Step current",
    picture: "stimulus:pulse",
    hint: "A current that is switched on and off, once or as a train",
    key: "S",
  },
  {
    ...stimulus,
    id: "constant",
    model: "constant",
    name: "Constant current",
    label: "Constant current",
    picture: "stimulus:constant",
    hint: "A current that stays the same",
    key: "K",
  },
  {
    ...stimulus,
    id: "sine",
    model: "sine",
    name: "Sine",
    label: "Sine",
    picture: "stimulus:sine",
    hint: "A current that swings up and down",
    key: "W",
  },
  {
    ...stimulus,
    id: "noise",
    model: "noise",
    name: "Noise current",
    label: "Noise",
    picture: "stimulus:noise",
    hint: "A current that fluctuates at random",
    key: "O",
  },
  {
    ...stimulus,
    id: "formula",
    model: "formula",
    name: "Formula",
    label: "Formula",
    picture: "stimulus:formula",
    hint: "A current that follows a formula in t",
    key: "F",
  },
  {
    ...stimulus,
    id: "poisson",
    model: "poisson",
    name: "Poisson spikes",
    label: "Poisson spikes",
    picture: "stimulus:poisson",
    hint: "Random spikes at a rate in Hz, from one source or many",
    key: "N",
  },
  {
    ...stimulus,
    id: "spike_times",
    model: "spike_times",
    name: "Spike times",
    label: "Spike times",
    picture: "stimulus:spike_times",
    hint: "Spikes at the times that you list",
    key: "J",
  },
];

export const views: readonly ViewItem[] = [
  {
    kind: "view",
    id: "trace",
    name: "Trace",
    picture: "trace",
    hint: "Membrane potential of the selection against time",
    key: "T",
  },
  {
    kind: "view",
    id: "raster",
    name: "Raster",
    picture: "raster",
    hint: "Spikes of the selection against time",
    key: "A",
  },
  {
    kind: "view",
    id: "weights",
    name: "Weight matrix",
    picture: "weights",
    hint: "Weights of the selected connection as a heat map",
    key: "M",
  },
];

export const notes: readonly NoteItem[] = [
  {
    kind: "note",
    id: "note",
    name: "Text",
    picture: "note",
    hint: "A note on the board",
    key: "X",
  },
  {
    kind: "note",
    id: "frame",
    name: "Frame",
    picture: "frame",
    hint: "An outline with a caption, around the selection; what is inside moves along",
    key: "B",
  },
];

export const placeItems: readonly PlaceItem[] = [...neurons, ...stimuli];
