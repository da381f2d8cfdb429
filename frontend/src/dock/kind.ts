import { createElement, type ReactElement } from "react";
import type { PictureName } from "../look/icons";
import type { Records, ViewKind, ViewRecord } from "../state/records";
import type { Catalog, Watched } from "../wire/types";
import type { Fields, FigureTrace } from "./figure/plotly";
import type { Palette } from "./paint/palette";
import type { Plot } from "./plot/plot";

/** A plot that follows the record of its view. `hint` is what to say while nothing is recorded. */
export interface ViewPlot<V extends ViewRecord> extends Plot {
  update: (view: V, records: Records, catalog: Catalog | null, hint: string) => void;
}

export interface FigureLook<V extends ViewRecord> {
  readonly view: V;
  readonly records: Records;
  readonly catalog: Catalog | null;
  readonly palette: Palette;
  /** px that the plot is high. */
  readonly height: number;
  readonly layout: Fields;
}

export interface OptionsProps<V extends ViewRecord> {
  readonly view: V;
  readonly plot: Plot;
  readonly show: (of: Watched[]) => void;
  /** Closes the options. */
  readonly onClose: () => void;
}

/** What a view of a kind opens with. */
export interface Opening {
  readonly of: readonly Watched[];
  /** Settings that differ from the usual ones. */
  readonly more?: object;
}

/**
 * A kind of view: all that the page needs to know of it. One for each, in a folder of its own, listed
 * in `kinds.ts`; its settings are in `state/newview.ts`.
 */
export interface Kind<V extends ViewRecord> {
  readonly kind: V["kind"];
  /** Before the name of what it shows: "Raster". */
  readonly title: string;
  /** In menus: "Weight matrix". */
  readonly name: string;
  readonly hint: string;
  /** What to select where it has nothing to show. */
  readonly missing: string;
  readonly picture: PictureName;
  /** Whether it is about connections. */
  readonly ofEdges?: boolean;
  /** Entries that it shows at most. */
  readonly most: number;
  /** What it shows of one record, or null. */
  readonly offer: (id: string, records: Records, catalog: Catalog | null) => Watched | null;
  /** How it opens with what records offer; as it is unless told. */
  readonly open?: (of: readonly Watched[], records: Records, catalog: Catalog | null) => Opening;
  readonly plot: () => ViewPlot<V>;
  /** Below the head of the tile: what acts on the view as a whole. */
  readonly Bar?: (props: { readonly view: V }) => ReactElement;
  /** Its settings, and what it shows, in the options of the tile. */
  readonly Options: (props: OptionsProps<V>) => ReactElement;
  /** Whether it is a picture only: the server draws no interactive figure of it. */
  readonly noFigure?: boolean;
  /** Colours and strokes of a trace of its figure. */
  readonly look?: (trace: FigureTrace, look: FigureLook<V>) => Fields;
}

/** A plot and what makes it follow a view; views of other kinds than its own are left alone. */
export interface Made {
  readonly plot: Plot;
  readonly update: ViewPlot<ViewRecord>["update"];
}

/** A kind whose type is forgotten, as the tile needs it. */
export interface AnyKind extends Omit<
  Kind<ViewRecord>,
  "kind" | "plot" | "Bar" | "Options" | "look"
> {
  readonly kind: ViewKind;
  readonly make: () => Made;
  readonly Bar: (props: { readonly view: ViewRecord }) => ReactElement | null;
  readonly Options: (props: OptionsProps<ViewRecord>) => ReactElement | null;
  readonly look: (trace: FigureTrace, look: FigureLook<ViewRecord>) => Fields;
}

export function anyKind<V extends ViewRecord>(kind: Kind<V>): AnyKind {
  const isOwn = (view: ViewRecord): view is V => view.kind === kind.kind;
  return {
    ...kind,
    make: () => {
      const plot = kind.plot();
      return {
        plot,
        update: (view, records, catalog, hint) => {
          if (isOwn(view)) plot.update(view, records, catalog, hint);
        },
      };
    },
    Bar: ({ view }) => (kind.Bar && isOwn(view) ? createElement(kind.Bar, { view }) : null),
    Options: ({ view, ...rest }) =>
      isOwn(view) ? createElement(kind.Options, { view, ...rest }) : null,
    look: (trace, look) => {
      const { view } = look;
      return isOwn(view) ? (kind.look?.(trace, { ...look, view }) ?? {}) : {};
    },
  };
}
