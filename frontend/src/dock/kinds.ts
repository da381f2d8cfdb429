import type { ViewKind } from "../state/records";
import { barsKind } from "./bars/kind";
import { componentsKind } from "./components/kind";
import { histogramKind } from "./histogram/kind";
import { imageKind } from "./image/kind";
import { anyKind, type AnyKind } from "./kind";
import { pixelsKind } from "./pixels/kind";
import { rasterKind } from "./raster/kind";
import { rateKind } from "./rate/kind";
import { scatterKind } from "./scatter/kind";
import { traceKind } from "./trace/kind";
import { trialsKind } from "../trials/kind";
import { weightHistoryKind } from "./weighthistory/kind";
import { weightsKind } from "./weights/kind";

/** The kinds of views, in the order of menus. */
export const KINDS: Readonly<Record<ViewKind, AnyKind>> = {
  trace: anyKind(traceKind),
  raster: anyKind(rasterKind),
  rate: anyKind(rateKind),
  image: anyKind(imageKind),
  pixels: anyKind(pixelsKind),
  bars: anyKind(barsKind),
  histogram: anyKind(histogramKind),
  scatter: anyKind(scatterKind),
  components: anyKind(componentsKind),
  trials: anyKind(trialsKind),
  weights: anyKind(weightsKind),
  weight_history: anyKind(weightHistoryKind),
};
