/**
 * Every record of a document and every message of the wire, as server/protocol defines them.
 * Written by `make types`: change the definition there, not this file.
 */

export type AnyRecord =
  | Board
  | Stimulus
  | Neurons
  | Projection
  | Trace
  | Raster
  | Rate
  | Weights
  | WeightHistory
  | Histogram
  | Bars
  | Image
  | Pixels
  | Scatter
  | Components
  | Trials
  | Definition
  | Dataset
  | Note
  | Frame;
export type ClientMessage =
  | Hello
  | EditRequest
  | HistoryRequest
  | TravelRequest
  | ControlRequest
  | SpeedRequest
  | VisitRequest
  | KickRequest
  | Watch
  | Ack;
export type ServerMessage = Welcome | Edited | Refused | Status | Halted;
export type TrialLine = TrialDone | TrialsEnd;

/**
 * Every type of this file by its name.
 */
export interface Wire {
  Ack: Ack;
  ActivitySection: ActivitySection;
  AllToAll: AllToAll;
  AnyRecord: AnyRecord;
  ArrayEntry: ArrayEntry;
  ArrayListing: ArrayListing;
  ArrayValues: ArrayValues;
  Bars: Bars;
  Board: Board;
  BoardEntry: BoardEntry;
  Catalog: Catalog;
  CatalogOption: CatalogOption;
  CatalogParameter: CatalogParameter;
  CatalogPreset: CatalogPreset;
  CatalogState: CatalogState;
  CellPlaces: CellPlaces;
  CellsSection: CellsSection;
  Channel: Channel;
  ChannelEntry: ChannelEntry;
  ClientMessage: ClientMessage;
  ColumnsSection: ColumnsSection;
  Components: Components;
  ComponentsSection: ComponentsSection;
  ConnectionPreview: ConnectionPreview;
  ConnectionPreviewRequest: ConnectionPreviewRequest;
  ControlRequest: ControlRequest;
  Dataset: Dataset;
  DefinedParameter: DefinedParameter;
  DefinedState: DefinedState;
  Definition: Definition;
  DegreeRange: DegreeRange;
  Distance: Distance;
  Document: Document;
  DrawnValues: DrawnValues;
  Edit: Edit;
  EditRequest: EditRequest;
  Edited: Edited;
  ErrorAnswer: ErrorAnswer;
  ExampleEntry: ExampleEntry;
  Explicit: Explicit;
  FixedIndegree: FixedIndegree;
  FixedOutdegree: FixedOutdegree;
  FixedProbability: FixedProbability;
  Floating: Floating;
  Frame: Frame;
  FrameHeader: FrameHeader;
  Halted: Halted;
  Health: Health;
  Hello: Hello;
  Histogram: Histogram;
  HistogramSection: HistogramSection;
  HistoryChange: HistoryChange;
  HistoryList: HistoryList;
  HistoryRequest: HistoryRequest;
  HistorySection: HistorySection;
  HistoryState: HistoryState;
  HistoryStep: HistoryStep;
  Image: Image;
  InspectedSection: InspectedSection;
  KickRequest: KickRequest;
  LogNormal: LogNormal;
  MatrixSpectrum: MatrixSpectrum;
  ModelCheck: ModelCheck;
  ModelCheckRequest: ModelCheckRequest;
  ModelCopy: ModelCopy;
  ModelPreview: ModelPreview;
  ModelPreviewRequest: ModelPreviewRequest;
  ModelProblem: ModelProblem;
  NeuronModelEntry: NeuronModelEntry;
  Neurons: Neurons;
  NewBoard: NewBoard;
  NewBoardAnswer: NewBoardAnswer;
  Normal: Normal;
  Note: Note;
  OneToOne: OneToOne;
  Pixels: Pixels;
  Plasticity: Plasticity;
  PlasticityEntry: PlasticityEntry;
  PreviewCurve: PreviewCurve;
  PreviewZero: PreviewZero;
  Problem: Problem;
  Projection: Projection;
  Raster: Raster;
  Rate: Rate;
  Refused: Refused;
  RegroupRequest: RegroupRequest;
  Regrouped: Regrouped;
  RuleEntry: RuleEntry;
  SamplesSection: SamplesSection;
  Scatter: Scatter;
  ServerMessage: ServerMessage;
  Settings: Settings;
  ShortTerm: ShortTerm;
  SpeedRequest: SpeedRequest;
  SpikesSection: SpikesSection;
  Spread: Spread;
  Status: Status;
  Stimulus: Stimulus;
  StimulusEntry: StimulusEntry;
  SynapseEntry: SynapseEntry;
  Trace: Trace;
  TravelRequest: TravelRequest;
  TrialDone: TrialDone;
  TrialLine: TrialLine;
  TrialSpikes: TrialSpikes;
  TrialTrace: TrialTrace;
  Trials: Trials;
  TrialsEnd: TrialsEnd;
  Uniform: Uniform;
  VersionEntry: VersionEntry;
  VersionRequest: VersionRequest;
  VisitRequest: VisitRequest;
  Watch: Watch;
  Watched: Watched;
  WeightHistory: WeightHistory;
  Weights: Weights;
  WeightsSection: WeightsSection;
  Welcome: Welcome;
}
/**
 * A frame has been drawn; the next one may come.
 */
export interface Ack {
  type: "ack";
  frame: number;
}
/**
 * Per cell of a node on screen. Payload: float32 value (n), then uint8 spiked (n), padded
 * to 8 bytes. `spiked` is 1 for a spike since the last frame to this client or in the last 4 ms
 * of model time. A spike source has only spikes: its values are 0. `rate` in Hz per cell over
 * the last second of model time. Above 10 000 cells only the first 10 000 are sent.
 */
export interface ActivitySection {
  kind: "activity";
  node: string;
  n: number;
  rate: number | null;
  offset: number;
}
/**
 * Every source cell to every target cell.
 */
export interface AllToAll {
  rule: "all_to_all";
  allow_autapses: boolean;
}
/**
 * The record with the fixed id `board`: title, settings, and how high the views stand.
 */
export interface Board {
  id: "board";
  kind: "board";
  title: string;
  settings: Settings;
  dock: number | null;
}
/**
 * How the whole network is integrated, and what happens to a weight of the wrong sign.
 *
 * `seed` decides all that is drawn; `trial` gives the same connections and parameters other noise,
 * random spikes and initial values.
 */
export interface Settings {
  dt: number;
  method: "euler" | "exponential_euler" | "rk4";
  seed: number;
  trial: number;
  dale: "refuse" | "clip";
}
/**
 * An input from outside: a source of spikes, or a current that has a value per cell.
 */
export interface Stimulus {
  id: string;
  kind: "stimulus";
  model: string;
  size: number;
  x: number;
  y: number;
  label: string;
  layout: "grid" | "line" | "ring" | "random";
  params: {
    [k: string]: number | number[] | number[][] | Uniform | Normal | LogNormal | string;
  };
}
/**
 * Drawn from the seed, evenly between two bounds.
 */
export interface Uniform {
  /**
   * @minItems 2
   * @maxItems 2
   */
  uniform: [number, number];
}
/**
 * Drawn from the seed: mean and standard deviation (not negative).
 */
export interface Normal {
  /**
   * @minItems 2
   * @maxItems 2
   */
  normal: [number, number];
}
/**
 * Drawn from the seed: mean and standard deviation of the value itself, both positive.
 */
export interface LogNormal {
  /**
   * @minItems 2
   * @maxItems 2
   */
  lognormal: [number, number];
}
/**
 * A population of `size` neurons or units; a single neuron has size 1.
 */
export interface Neurons {
  id: string;
  kind: "neurons";
  model: string;
  size: number;
  x: number;
  y: number;
  label: string;
  layout: "grid" | "line" | "ring" | "random";
  sign: ("excitatory" | "inhibitory") | null;
  /**
   * @maxItems 32
   */
  channels: Channel[];
  params: {
    [k: string]: number | number[] | number[][] | Uniform | Normal | LogNormal | string;
  };
  initial: {
    [k: string]: number | number[] | Uniform | Normal | LogNormal;
  };
}
/**
 * Ion channels added to every cell of a population.
 *
 * `name` prefixes their states and parameters (default: that of the channel). `number` makes
 * them stochastic: so many channels in each cell; null is the limit of infinitely many.
 */
export interface Channel {
  channel: string;
  name: string | null;
  params: {
    [k: string]: number | number[] | number[][] | Uniform | Normal | LogNormal | string;
  };
  number: number | null;
}
/**
 * An edge. From a spiking source it uses a `synapse`; from a current or a graded unit it is
 * a weighted sum each step and `synapse` is null (the name "weighted" means the same).
 *
 * `release` is the probability with which each synapse transmits a spike, drawn for each of them;
 * with `short_term` what it transmits then is scaled by u x, whatever its probability. A delay of
 * each synapse's own is rounded to steps and at least 0.
 */
export interface Projection {
  id: string;
  kind: "projection";
  source: string;
  target: string;
  synapse: string | null;
  params: {
    [k: string]: number;
  };
  connect:
    AllToAll | OneToOne | FixedProbability | FixedIndegree | FixedOutdegree | Distance | Explicit;
  weight: number | number[][] | (Uniform | Normal | LogNormal);
  delay: number | number[][] | (Uniform | Normal | LogNormal);
  release: number;
  short_term: ShortTerm | null;
  plasticity: Plasticity | null;
}
/**
 * Cell k to cell k; both sides have the same size.
 */
export interface OneToOne {
  rule: "one_to_one";
  allow_autapses: boolean;
}
/**
 * Each pair independently with probability `p`.
 */
export interface FixedProbability {
  rule: "fixed_probability";
  p: number;
  allow_autapses: boolean;
}
/**
 * Each target cell receives from `k` distinct source cells.
 */
export interface FixedIndegree {
  rule: "fixed_indegree";
  k: number;
  allow_autapses: boolean;
}
/**
 * Each source cell reaches `k` distinct target cells.
 */
export interface FixedOutdegree {
  rule: "fixed_outdegree";
  k: number;
  allow_autapses: boolean;
}
/**
 * Each pair with a probability that falls from `p` with the distance of the two cells, in
 * units of the width of their layouts: exp(-d^2/2 sigma^2), exp(-d/sigma), or 1 within sigma.
 */
export interface Distance {
  rule: "distance";
  p: number;
  sigma: number;
  profile: "gaussian" | "exponential" | "disc";
  periodic: boolean;
  allow_autapses: boolean;
}
/**
 * The non-zero entries of the weight matrix are the synapses.
 */
export interface Explicit {
  rule: "explicit";
  allow_autapses: boolean;
}
/**
 * Short-term plasticity: at a spike u += U (1 - u), u x is released, x -= u x.
 */
export interface ShortTerm {
  U: number;
  tau_rec: number;
  tau_facil: number;
}
/**
 * A learning rule. `signal` is the node whose value is its third factor (a target, a reward);
 * `active` switches learning on and off; with `normalise` the incoming weights of each target
 * cell keep that sum of absolute values.
 */
export interface Plasticity {
  rule: string;
  params: {
    [k: string]: number;
  };
  signal: string | null;
  active: boolean;
  normalise: number | null;
}
/**
 * Variables against time; `window` is in ms. `scale` is "auto" or fixed bounds of all panels;
 * `scales` holds bounds of single panels by name (`first mV`, `state 1`, `currents`, `edge w`).
 */
export interface Trace {
  id: string;
  /**
   * @maxItems 64
   */
  of: Watched[];
  order: number;
  share: number;
  floating: Floating | null;
  window: number;
  linked: boolean;
  kind: "trace";
  scale: "auto" | [number, number];
  scales: {
    /**
     * @minItems 2
     * @maxItems 2
     */
    [k: string]: [number, number];
  };
}
/**
 * What a view shows: a variable of a node, or of an edge (`I`, its synaptic current).
 *
 * `cells` picks cells of a population by index; null shows the first one where a view shows single
 * cells, as a trace does, and all of them elsewhere.
 */
export interface Watched {
  node: string | null;
  edge: string | null;
  variable: string | null;
  cells: number[] | null;
}
/**
 * Where a view floats over the canvas: its upper left corner and its size, as parts of the
 * width and the height of the page, so that it lies alike on screens of every size.
 */
export interface Floating {
  x: number;
  y: number;
  width: number;
  height: number;
}
/**
 * Spikes of populations against time; `window` is in ms.
 */
export interface Raster {
  id: string;
  /**
   * @maxItems 64
   */
  of: Watched[];
  order: number;
  share: number;
  floating: Floating | null;
  window: number;
  linked: boolean;
  kind: "raster";
}
/**
 * Spikes per cell and second of populations against time, counted in bins of `bin` ms; with
 * `smooth` > 0 weighted by a Gaussian of that standard deviation in ms.
 */
export interface Rate {
  id: string;
  /**
   * @maxItems 64
   */
  of: Watched[];
  order: number;
  share: number;
  floating: Floating | null;
  window: number;
  linked: boolean;
  kind: "rate";
  bin: number;
  smooth: number;
}
/**
 * The weight matrix of an edge as a heat map: target down, source across.
 */
export interface Weights {
  id: string;
  /**
   * @maxItems 64
   */
  of: Watched[];
  order: number;
  share: number;
  floating: Floating | null;
  kind: "weights";
}
/**
 * Mean, tenth and ninetieth percentile of the weights of edges against time; `cells` are
 * synapses, target * n_source + source, that have lines of their own. With `strip` matrices of
 * some moments are shown below.
 */
export interface WeightHistory {
  id: string;
  /**
   * @maxItems 64
   */
  of: Watched[];
  order: number;
  share: number;
  floating: Floating | null;
  window: number;
  linked: boolean;
  kind: "weight_history";
  strip: boolean;
}
/**
 * Counts in `bins` bins of equal width: `cells`, of a variable over the cells of a population
 * (or of weights over the synapses of an edge) now; `time`, of single cells over the last `span`
 * ms; `intervals`, of the times between spikes of each cell within the last `span` ms.
 */
export interface Histogram {
  id: string;
  /**
   * @maxItems 64
   */
  of: Watched[];
  order: number;
  share: number;
  floating: Floating | null;
  kind: "histogram";
  what: "cells" | "time" | "intervals";
  bins: number;
  span: number;
}
/**
 * A bar for each cell (or those of `cells`) as high as a variable of it is now.
 */
export interface Bars {
  id: string;
  /**
   * @maxItems 64
   */
  of: Watched[];
  order: number;
  share: number;
  floating: Floating | null;
  kind: "bars";
  scale: "auto" | [number, number];
}
/**
 * Cells down, time across: a variable every `bin` ms, or spikes counted in bins of `bin` ms
 * where no variable is named and the node spikes.
 */
export interface Image {
  id: string;
  /**
   * @maxItems 64
   */
  of: Watched[];
  order: number;
  share: number;
  floating: Floating | null;
  window: number;
  linked: boolean;
  kind: "image";
  bin: number;
  scale: "auto" | [number, number];
}
/**
 * A variable of each cell now, in rows of `columns` cells (null: of the grid of the layout).
 */
export interface Pixels {
  id: string;
  /**
   * @maxItems 64
   */
  of: Watched[];
  order: number;
  share: number;
  floating: Floating | null;
  kind: "pixels";
  columns: number | null;
  scale: "auto" | [number, number];
}
/**
 * The first entry across, the second one up: `time`, one cell of each over the last `span` ms
 * as a path; `cells`, a point for each cell now.
 */
export interface Scatter {
  id: string;
  /**
   * @maxItems 64
   */
  of: Watched[];
  order: number;
  share: number;
  floating: Floating | null;
  kind: "scatter";
  what: "time" | "cells";
  span: number;
}
/**
 * First two principal components of the activity of a population over the last `span` ms: of
 * rates in bins of `bin` ms, or of a variable every `bin` ms where one is named or nothing spikes.
 */
export interface Components {
  id: string;
  /**
   * @maxItems 64
   */
  of: Watched[];
  order: number;
  share: number;
  floating: Floating | null;
  kind: "components";
  bin: number;
  span: number;
}
/**
 * Spikes or variables of `n` runs with other random numbers, from `begin` on, for `span` ms:
 * the raster over trials, the histogram of spikes in bins of `bin` ms, mean and deviation.
 *
 * `since` says when a trial begins: at the start of a run, or at the present moment. `draws` says
 * what differs: the noise of the same network, or all that is drawn.
 */
export interface Trials {
  id: string;
  /**
   * @maxItems 64
   */
  of: Watched[];
  order: number;
  share: number;
  floating: Floating | null;
  kind: "trials";
  n: number;
  begin: number;
  span: number;
  bin: number;
  since: "start" | "now";
  draws: "noise" | "all";
}
/**
 * A model that a person has typed, kept in the document: `name` is what nodes and edges call
 * it. Which fields count depends on `of`; they mean what they mean in `engine.declaration`.
 */
export interface Definition {
  id: string;
  kind: "definition";
  of: "neuron" | "synapse" | "stimulus" | "plasticity";
  name: string;
  title: string;
  summary: string;
  family: "spiking" | "graded" | "iterated";
  /**
   * @maxItems 64
   */
  parameters: DefinedParameter[];
  /**
   * @maxItems 32
   */
  states: DefinedState[];
  equations: string;
  functions: string;
  threshold: string;
  reset: string;
  crossing: boolean;
  refractory: string;
  output: "current" | "spikes";
  expression: string;
  carries: "spikes" | "values";
  presynaptic: string;
  on_spike: string;
  current: string;
  needs: "spikes" | "values";
  on_source_spike: string;
  on_target_spike: string;
  low: string;
  high: string;
}
/**
 * A parameter of a model that a person has typed.
 */
export interface DefinedParameter {
  name: string;
  default: number;
  unit: string;
  meaning: string;
  low: number;
  high: number;
}
/**
 * A state, or a trace of a learning rule on one `side` of the edge.
 */
export interface DefinedState {
  name: string;
  initial: number | string;
  unit: string;
  meaning: string;
  side: "" | "source" | "target";
}
/**
 * Examples to learn from: `inputs` (samples, features) with either `targets` (samples,
 * outputs) or `labels`, a class from 0 for each sample. The first `train` samples are learned
 * from (null: all), the rest tests.
 */
export interface Dataset {
  id: string;
  kind: "dataset";
  title: string;
  /**
   * @maxItems 10000000
   */
  inputs: number[][];
  targets: number[][] | null;
  labels: number[] | null;
  train: number | null;
}
/**
 * Text on the board, its upper left corner at `x`, `y`; it breaks its lines at `width`.
 */
export interface Note {
  id: string;
  kind: "note";
  text: string;
  x: number;
  y: number;
  width: number;
}
/**
 * An outline with a caption, its upper left corner at `x`, `y`; what is inside moves along.
 */
export interface Frame {
  id: string;
  kind: "frame";
  caption: string;
  x: number;
  y: number;
  width: number;
  height: number;
}
/**
 * An array of a file; `problem` says why it cannot be imported, `preview` are its first values
 * in the order of the file.
 */
export interface ArrayEntry {
  name: string;
  shape: number[];
  dtype: string;
  preview: number[];
  problem: string | null;
}
/**
 * Answer to POST /api/data/arrays.
 */
export interface ArrayListing {
  arrays: ArrayEntry[];
}
/**
 * Answer to POST /api/data/arrays?name=: row after row.
 */
export interface ArrayValues {
  name: string;
  shape: number[];
  values: number[];
}
/**
 * A board kept on this computer; `modified` is an ISO 8601 time in UTC.
 */
export interface BoardEntry {
  id: string;
  title: string;
  modified: string;
  nodes: number;
}
/**
 * Everything that can be placed on a board.
 */
export interface Catalog {
  neurons: NeuronModelEntry[];
  channels: ChannelEntry[];
  synapses: SynapseEntry[];
  plasticity: PlasticityEntry[];
  stimuli: StimulusEntry[];
  rules: RuleEntry[];
}
/**
 * A neuron model; `latex` is one typeset line per equation, threshold and reset last.
 * `output_name` is what it transmits when that is not a state; `ports` are inputs beside I.
 */
export interface NeuronModelEntry {
  name: string;
  title: string;
  summary: string;
  family: "spiking" | "graded" | "iterated";
  spikes: boolean;
  spike_peak: number | null;
  latex: string[];
  parameters: CatalogParameter[];
  states: CatalogState[];
  output_name: string;
  ports: string[];
  presets: CatalogPreset[];
  source: string;
}
/**
 * One parameter of a model. `symbol` is LaTeX, `title` its short name, `meaning` its full.
 * One of kind `function` is the name of one of `options`, or an expression in `argument`.
 */
export interface CatalogParameter {
  name: string;
  title: string;
  symbol: string;
  default: number | string | number[];
  unit: string;
  meaning: string;
  low: number;
  high: number;
  slider: [number, number] | null;
  kind: "number" | "expression" | "times" | "function" | "series" | "dataset";
  argument: string;
  options: CatalogOption[];
}
/**
 * A named function that a parameter of kind `function` may be.
 */
export interface CatalogOption {
  name: string;
  title: string;
  expression: string;
}
/**
 * One state variable of a model.
 */
export interface CatalogState {
  name: string;
  symbol: string;
  unit: string;
  meaning: string;
  initial: number | string;
  display: [number, number] | null;
}
/**
 * Values with a name; what it does not name keeps the default. `note` says what to look for.
 */
export interface CatalogPreset {
  name: string;
  title: string;
  params: {
    [k: string]: number;
  };
  initial: {
    [k: string]: number;
  };
  note: string;
}
/**
 * Channels that can be added to a neuron; `stochastic` when their number can be finite.
 */
export interface ChannelEntry {
  name: string;
  title: string;
  summary: string;
  stochastic: boolean;
  latex: string[];
  parameters: CatalogParameter[];
  states: CatalogState[];
  ports: string[];
  presets: CatalogPreset[];
  source: string;
}
/**
 * A synapse model. `current` is true when it has a current `I` to watch; `carries` is what it
 * takes from its source. The weight of a `conductance` is not negative, whatever its source.
 */
export interface SynapseEntry {
  name: string;
  title: string;
  summary: string;
  weight_unit: string;
  current: boolean;
  conductance: boolean;
  carries: "spikes" | "values";
  latex: string[];
  parameters: CatalogParameter[];
  source: string;
}
/**
 * A learning rule. `needs` is what both ends send; `signal` says whether it has a third factor,
 * the value of another node; `algorithm` names training that is not local to a synapse.
 */
export interface PlasticityEntry {
  name: string;
  title: string;
  summary: string;
  needs: "spikes" | "values";
  signal: "" | "required" | "optional";
  algorithm: string;
  latex: string[];
  parameters: CatalogParameter[];
  source: string;
}
/**
 * A stimulus model. `per_cell` when a current may have a value of its own for each cell; `port`
 * is the input of the target that it feeds.
 */
export interface StimulusEntry {
  name: string;
  title: string;
  summary: string;
  output: "current" | "spikes";
  per_cell: boolean;
  port: string;
  unit: string;
  latex: string[];
  parameters: CatalogParameter[];
  source: string;
}
/**
 * A connection rule with its parameters.
 */
export interface RuleEntry {
  name: string;
  title: string;
  summary: string;
  parameters: CatalogParameter[];
}
/**
 * Where the cells of a population lie, as parts of the width of its layout.
 */
export interface CellPlaces {
  x: number[];
  y: number[];
}
/**
 * A variable of all cells of a node now: float32 (n), padded to 8 bytes. Of more than 4096
 * cells every `stride`-th one is sent. With `across` > 0 they are a picture with so many cells in
 * a row instead, row by row, NaN after the last cell; of more than 4096 each number is the mean of
 * a square of `block` by `block` cells, ceil(across / block) of them in a row.
 */
export interface CellsSection {
  kind: "cells";
  node: string;
  variable: string;
  n: number;
  stride: number;
  across: number;
  block: number;
  offset: number;
}
/**
 * First message of a client. `have_step`: the last step whose samples it still holds.
 */
export interface Hello {
  type: "hello";
  protocol: number;
  client: string;
  have_step: number | null;
}
/**
 * Change the document. Edits of one client that share a `gesture` undo as one.
 */
export interface EditRequest {
  type: "edit";
  ref: number;
  edit: Edit;
  label: string;
  gesture: string | null;
}
/**
 * A change: records to put (added or replaced whole, by id), then ids to remove.
 */
export interface Edit {
  /**
   * @maxItems 22064
   */
  put: (
    | Board
    | Stimulus
    | Neurons
    | Projection
    | Trace
    | Raster
    | Rate
    | Weights
    | WeightHistory
    | Histogram
    | Bars
    | Image
    | Pixels
    | Scatter
    | Components
    | Trials
    | Definition
    | Dataset
    | Note
    | Frame
  )[];
  /**
   * @maxItems 22064
   */
  remove: string[];
}
/**
 * Take back, or bring back, the last change of the board.
 */
export interface HistoryRequest {
  type: "undo" | "redo";
  ref: number;
}
/**
 * Take back, or bring back, changes until those before number `to` of the history are in
 * force.
 */
export interface TravelRequest {
  type: "travel";
  ref: number;
  to: number;
}
/**
 * Run the network: `step` makes `steps` steps while paused, `cancel` gives up what is being
 * built.
 */
export interface ControlRequest {
  type: "control";
  ref: number;
  action: "run" | "pause" | "step" | "reset" | "cancel";
  steps: number;
}
/**
 * Model milliseconds per second of the clock; null runs as fast as it goes.
 */
export interface SpeedRequest {
  type: "speed";
  ref: number;
  speed: number | null;
}
/**
 * Look at the past moment `t` (ms); null comes back to the present.
 */
export interface VisitRequest {
  type: "visit";
  ref: number;
  t: number | null;
}
/**
 * Add `amount` to the first state of some cells, now. It is no part of the document.
 */
export interface KickRequest {
  type: "kick";
  ref: number;
  node: string;
  /**
   * @maxItems 10000
   */
  cells: number[];
  amount: number;
}
/**
 * What this client has on screen: nodes whose activity it draws, the node in its inspector, and
 * edges whose weights it shows beside those of the views. Samples, spikes and the other weights
 * follow from the views of the document. A page that is `hidden`, as in a tab behind others, is
 * sent no frames until it is on screen again.
 */
export interface Watch {
  type: "watch";
  /**
   * @maxItems 2000
   */
  nodes: string[];
  inspected: string | null;
  /**
   * @maxItems 64
   */
  weights: string[];
  hidden: boolean;
}
/**
 * A variable of a population since the last frame: column i at t0 + i * every ms. Payload:
 * float32 (count, n), the cells 0, stride, 2 stride ..., padded to 8 bytes.
 * `gap` as in samples.
 */
export interface ColumnsSection {
  kind: "columns";
  node: string;
  variable: string;
  n: number;
  stride: number;
  t0: number;
  every: number;
  count: number;
  gap: boolean;
  offset: number;
}
/**
 * The first two principal components of a view: float32 (count, 2), padded to 8 bytes; point i
 * is of the bin that begins at t0 + i * every ms. `explained` are their shares of the variance.
 */
export interface ComponentsSection {
  kind: "components";
  view: string;
  t0: number;
  every: number;
  count: number;
  /**
   * @minItems 2
   * @maxItems 2
   */
  explained: [number, number];
  offset: number;
}
/**
 * The connections that an edge would have. `weights` and `filled` have `rows` x `columns`
 * entries, row by row: the strongest weight of each block of `fold` x `fold` pairs, null where
 * none is connected, and the share of its pairs that is. `memory` is in bytes.
 */
export interface ConnectionPreview {
  source_size: number;
  target_size: number;
  synapses: number;
  inputs: DegreeRange;
  outputs: DegreeRange;
  memory: number;
  fold: number;
  rows: number;
  columns: number;
  weights: (number | null)[];
  filled: number[];
}
/**
 * Connections of a cell on one side: least, mean, most.
 */
export interface DegreeRange {
  least: number;
  mean: number;
  most: number;
}
/**
 * Body of POST /api/boards/{id}/edges/{edge}/preview: the edit that is thought of, which may
 * also make the edge.
 */
export interface ConnectionPreviewRequest {
  edit: Edit;
}
/**
 * The document as it stands in a file.
 */
export interface Document {
  format: "neuroboard/1";
  title: string;
  settings: Settings;
  dock: number | null;
  /**
   * @maxItems 2000
   */
  nodes: (Stimulus | Neurons)[];
  /**
   * @maxItems 20000
   */
  edges: Projection[];
  /**
   * @maxItems 64
   */
  views: (
    | Trace
    | Raster
    | Rate
    | Weights
    | WeightHistory
    | Histogram
    | Bars
    | Image
    | Pixels
    | Scatter
    | Components
    | Trials
  )[];
  /**
   * @maxItems 64
   */
  definitions: Definition[];
  /**
   * @maxItems 32
   */
  datasets: Dataset[];
  /**
   * @maxItems 500
   */
  notes: (Note | Frame)[];
}
/**
 * How the values of a distribution fell: their number, mean, standard deviation and range, and
 * how many lie in each of the equal `bins` between `low` and `high`.
 */
export interface DrawnValues {
  count: number;
  mean: number;
  sd: number;
  low: number;
  high: number;
  bins: number[];
}
/**
 * An edit that is stored and in force. It goes to every client; `client` and `ref` tell the
 * author which of its requests it answers (undo and redo included).
 */
export interface Edited {
  type: "edited";
  seq: number;
  put: (
    | Board
    | Stimulus
    | Neurons
    | Projection
    | Trace
    | Raster
    | Rate
    | Weights
    | WeightHistory
    | Histogram
    | Bars
    | Image
    | Pixels
    | Scatter
    | Components
    | Trials
    | Definition
    | Dataset
    | Note
    | Frame
  )[];
  remove: string[];
  client: string;
  ref: number;
  label: string;
  history: HistoryState;
}
/**
 * What undo and redo would do now; null when there is nothing.
 */
export interface HistoryState {
  undo: string | null;
  redo: string | null;
}
/**
 * Body of every HTTP answer of 4xx.
 */
export interface ErrorAnswer {
  problems: Problem[];
}
/**
 * What is wrong, where, and what to try; a sentence for a person.
 */
export interface Problem {
  message: string;
  record: string | null;
  field: string | null;
}
/**
 * A board that opens with one click.
 */
export interface ExampleEntry {
  id: string;
  title: string;
  summary: string;
  minutes: number;
}
/**
 * JSON header of a binary frame. Offsets count from the start of the payload. `reset` is
 * true when what came before does not continue here (reset, opened anew): drop old samples. `t`
 * and `step` are the end of what is recorded; `moment` is the time of the past moment that
 * activity, weights and live values are of, null while they are of `t`.
 */
export interface FrameHeader {
  frame: number;
  t: number;
  step: number;
  reset: boolean;
  moment: number | null;
  sections: (
    | ActivitySection
    | SamplesSection
    | SpikesSection
    | WeightsSection
    | CellsSection
    | ColumnsSection
    | HistorySection
    | HistogramSection
    | ComponentsSection
    | InspectedSection
  )[];
}
/**
 * A recorded variable since the last frame. `mode` raw: sample i is the value at
 * t0 + i * every ms; minmax: pair i holds the extremes of the `every` ms that begin at
 * t0 + i * every. Payload: float32, (count, cells) or (count, cells, 2), padded to 8 bytes.
 * `gap` is true when earlier samples fell out of the recording.
 */
export interface SamplesSection {
  kind: "samples";
  node: string | null;
  edge: string | null;
  variable: string;
  cells: number[];
  mode: "raw" | "minmax";
  t0: number;
  every: number;
  count: number;
  gap: boolean;
  offset: number;
}
/**
 * Spikes of a node since the last frame: float32 time after t0 in ms (count), then uint32
 * cell (count), padded to 8 bytes.
 */
export interface SpikesSection {
  kind: "spikes";
  node: string;
  t0: number;
  count: number;
  gap: boolean;
  offset: number;
}
/**
 * The matrix of a watched edge, float32 (rows, columns) row by row; row = target cell,
 * column = source cell, from the first ones on; NaN where there is no synapse. Sent when it has
 * changed.
 */
export interface WeightsSection {
  kind: "weights";
  edge: string;
  rows: number;
  columns: number;
  target_size: number;
  source_size: number;
  offset: number;
}
/**
 * How the weights of an edge have changed since the last frame. Payload: float32 ms after t0
 * (count), float32 (count, 3 + synapses): mean, tenth and ninetieth percentile, and the weight of
 * each of `synapses` (target * n_source + source; NaN where there is none), float32 (count, rows,
 * columns): the matrix folded to at most 24 rows and columns, of each block the weight furthest
 * from 0; padded to 8 bytes.
 */
export interface HistorySection {
  kind: "history";
  edge: string;
  synapses: number[];
  rows: number;
  columns: number;
  t0: number;
  count: number;
  offset: number;
}
/**
 * Counts of a view in `bins` bins of equal width from `low` to `high`: float32 (entries,
 * bins), padded to 8 bytes. `spreads` has an entry for each of those of the view.
 */
export interface HistogramSection {
  kind: "histogram";
  view: string;
  low: number;
  high: number;
  bins: number;
  spreads: Spread[];
  offset: number;
}
/**
 * Of what a histogram counts: how many there are, mean, standard deviation and, of intervals,
 * the mean over cells of their coefficient of variation, null where it is not defined.
 */
export interface Spread {
  n: number;
  mean: number | null;
  sd: number | null;
  cv: number | null;
}
/**
 * Live values of the inspected node, cell 0; no payload.
 */
export interface InspectedSection {
  kind: "inspected";
  node: string;
  values: {
    [k: string]: number;
  };
}
/**
 * The run stopped by itself (a value left the finite range); the network is paused.
 */
export interface Halted {
  type: "halted";
  t: number;
  problem: Problem;
}
/**
 * Body of GET /api/health. `preparing` tells what is being compiled, if anything.
 */
export interface Health {
  status: "ok";
  version: string;
  preparing: string | null;
}
/**
 * The records that a step changed, as they were before and after it.
 */
export interface HistoryChange {
  before: (
    | Board
    | Stimulus
    | Neurons
    | Projection
    | Trace
    | Raster
    | Rate
    | Weights
    | WeightHistory
    | Histogram
    | Bars
    | Image
    | Pixels
    | Scatter
    | Components
    | Trials
    | Definition
    | Dataset
    | Note
    | Frame
  )[];
  after: (
    | Board
    | Stimulus
    | Neurons
    | Projection
    | Trace
    | Raster
    | Rate
    | Weights
    | WeightHistory
    | Histogram
    | Bars
    | Image
    | Pixels
    | Scatter
    | Components
    | Trials
    | Definition
    | Dataset
    | Note
    | Frame
  )[];
}
/**
 * The steps of a board, the first one first. Those with a number below `done` are in force.
 */
export interface HistoryList {
  steps: HistoryStep[];
  done: number;
}
/**
 * A step that undo or redo makes; `made` is an ISO 8601 time in UTC, empty where it is not
 * known, `records` how many records it changed.
 */
export interface HistoryStep {
  number: number;
  label: string;
  client: string;
  made: string;
  records: number;
}
/**
 * Eigenvalues of a square weight matrix, else its singular values (`imaginary` is 0), the
 * largest magnitude first. `radius` is that magnitude; `t` the model time in ms.
 */
export interface MatrixSpectrum {
  kind: "eigenvalues" | "singular_values";
  real: number[];
  imaginary: number[];
  radius: number;
  t: number;
}
/**
 * What a definition amounts to. `latex` is what can be typeset of it, `entry` what the catalog
 * would show, null while there are problems; a list of problems is not an error.
 */
export interface ModelCheck {
  problems: ModelProblem[];
  latex: string[];
  entry: NeuronModelEntry | SynapseEntry | StimulusEntry | PlasticityEntry | null;
}
/**
 * A mistake in a definition: the field (`equations`, `parameters[1].default`) and a sentence.
 * `line` and `column` count from 1 within the text of the field, `length` is in characters; all
 * are null where the mistake has no place in a text.
 */
export interface ModelProblem {
  field: string;
  message: string;
  line: number | null;
  column: number | null;
  length: number | null;
}
/**
 * Body of POST /api/models/check.
 */
export interface ModelCheckRequest {
  definition: Definition;
}
/**
 * Answer to GET /api/models/{of}/{name}: a built-in model as text to start from, null where
 * texts cannot say what it does.
 */
export interface ModelCopy {
  definition: Definition | null;
}
/**
 * Answer to POST /api/models/preview; `problems` say what could not be drawn and why.
 */
export interface ModelPreview {
  curves: PreviewCurve[];
  problems: Problem[];
}
/**
 * A curve of at most 400 points; y is null where there is no finite value.
 *
 * `f_i`: rate (or the value that is transmitted, at the end) against a constant input;
 * `phase_line`: dX/dt of a model with one state, with its equilibria; `trace`: the first state
 * under the constant input `current`; `response`: to one spike at t = 0 with weight 1; `samples`:
 * of a stimulus; `window`: the change of a weight of 1 by a pair of spikes against the time from
 * source to target.
 */
export interface PreviewCurve {
  kind: "f_i" | "phase_line" | "trace" | "response" | "samples" | "window";
  title: string;
  x_name: string;
  y_name: string;
  x: number[];
  y: (number | null)[];
  zeros: PreviewZero[];
}
/**
 * Where a curve crosses zero; `stable` where it falls.
 */
export interface PreviewZero {
  x: number;
  stable: boolean;
}
/**
 * Body of POST /api/models/preview. `params` differ from the defaults, `current` is the input
 * for which a phase line is drawn, `currents` the range of a f-I curve (null: found).
 */
export interface ModelPreviewRequest {
  definition: Definition;
  params: {
    [k: string]: number;
  };
  current: number;
  currents: [number, number] | null;
}
/**
 * Body of POST /api/boards: from a document, from an example, or empty.
 */
export interface NewBoard {
  document: Document | null;
  example: string | null;
}
/**
 * Where the new board is.
 */
export interface NewBoardAnswer {
  id: string;
}
/**
 * A request that changed nothing.
 */
export interface Refused {
  type: "refused";
  ref: number | null;
  problems: Problem[];
}
/**
 * Body of POST /api/boards/{id}/regroup: a population to `split` into single neurons, or
 * neurons to `group` into a population.
 */
export interface RegroupRequest {
  split: string | null;
  group: string[] | null;
}
/**
 * The edit that does it; nothing has been changed yet.
 */
export interface Regrouped {
  edit: Edit;
}
/**
 * The whole state, to a client that has said hello.
 */
export interface Welcome {
  type: "welcome";
  protocol: number;
  board: string;
  seq: number;
  records: (
    | Board
    | Stimulus
    | Neurons
    | Projection
    | Trace
    | Raster
    | Rate
    | Weights
    | WeightHistory
    | Histogram
    | Bars
    | Image
    | Pixels
    | Scatter
    | Components
    | Trials
    | Definition
    | Dataset
    | Note
    | Frame
  )[];
  history: HistoryState;
  status: Status;
  problem: Problem | null;
}
/**
 * State of the run. `speed` null: as fast as it goes. `real_time_factor` is what the engine
 * could do: model time over the time spent computing. `preparing` is set while a kernel compiles
 * or a large network is built, with `progress` from 0 to 1 where it is known; what is
 * `cancellable` can be given up. While a past moment is visited, `t` and `step` are of that moment
 * and `present` is the time at which the recording ends; moments from `earliest` on can be.
 */
export interface Status {
  type: "status";
  running: boolean;
  runnable: boolean;
  speed: number | null;
  t: number;
  step: number;
  real_time_factor: number | null;
  preparing: string | null;
  progress: number | null;
  cancellable: boolean;
  clients: number;
  present: number | null;
  earliest: number | null;
}
/**
 * One trial, as soon as it is done.
 */
export interface TrialDone {
  type: "trial";
  index: number;
  spikes: TrialSpikes[];
  traces: TrialTrace[];
}
/**
 * Spikes that an entry of the view shows: `times` in ms from the beginning of the window, with
 * the cell of each.
 */
export interface TrialSpikes {
  entry: number;
  times: number[];
  cells: number[];
}
/**
 * A variable that an entry of the view shows, the mean over its cells: the first sample lies
 * `first` ms after the beginning of the window, the others `every` ms apart.
 */
export interface TrialTrace {
  entry: number;
  first: number;
  every: number;
  values: number[];
}
/**
 * No more trials: all are done, or `problems` say why not.
 */
export interface TrialsEnd {
  type: "end";
  problems: Problem[];
}
/**
 * A version of a board; `made` is an ISO 8601 time in UTC.
 */
export interface VersionEntry {
  number: number;
  name: string;
  made: string;
}
/**
 * Body of the requests that keep a version or give it another name.
 */
export interface VersionRequest {
  name: string;
}
