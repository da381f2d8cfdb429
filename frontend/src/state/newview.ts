import type { ViewKind, ViewOf, ViewRecord } from "./records";
import { newId } from "./records";
import type { Watched } from "../wire/types";

const placed = { share: 1, floating: null };
const timed = { ...placed, window: 500, linked: true };

type Settings<K extends ViewKind> = Omit<ViewOf<K>, "id" | "kind" | "of" | "order">;

/** What each kind of view is like when it has just been opened. */
const FRESH: { readonly [K in ViewKind]: Settings<K> } = {
  trace: { ...timed, scale: "auto", scales: {} },
  raster: timed,
  rate: { ...timed, bin: 5, smooth: 0 },
  weights: placed,
  weight_history: { ...timed, strip: true },
  histogram: { ...placed, what: "cells", bins: 30, span: 2000 },
  bars: { ...placed, scale: "auto" },
  image: { ...timed, bin: 2, scale: "auto" },
  pixels: { ...placed, columns: null, scale: "auto" },
  scatter: { ...placed, what: "time", span: 200 },
  components: { ...placed, bin: 20, span: 2000 },
  trials: {
    ...placed,
    n: 20,
    begin: 0,
    span: 500,
    bin: 10,
    since: "start",
    draws: "noise",
  },
};

export function isViewKind(kind: string): kind is ViewKind {
  return Object.hasOwn(FRESH, kind);
}

/** Whether all that a view shows must spike. */
export function needsSpikes(view: ViewRecord): boolean {
  if (view.kind === "histogram") return view.what === "intervals";
  return view.kind === "raster" || view.kind === "rate";
}

/** A new view; `settings` are those that differ from the usual ones of its kind. */
export function freshView(
  kind: ViewKind,
  of: Watched[],
  order: number,
  settings: object = {},
): ViewRecord {
  const usual: object = FRESH[kind];
  return { ...usual, ...settings, id: newId("v"), kind, of, order } as ViewRecord;
}
