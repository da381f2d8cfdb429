import { useEffect, useRef, type ReactElement } from "react";
import { CanvasPainter, contextOf } from "../dock/paint/canvas";
import { palette } from "../dock/paint/palette";
import { stroke } from "../dock/paint/painter";
import { extremes, polyline, timeToX, type TimeAxis } from "../dock/plot/polyline";
import { followRange, type Range } from "../dock/plot/scale";
import { formatReading } from "../shared/format";
import { live, seriesKey } from "../live/live";
import { invalidate, onFrame } from "../live/loop";
import { watchInspected } from "../live/watch";
import type { NeuronModelEntry, Neurons } from "../wire/types";

/** Milliseconds of the small trace. */
const WINDOW = 200;
const points = new Float32Array(4096);

/** The value of the inspected node now, its rate, and a small trace of it. */
export function LiveValue({
  node,
  model,
  threshold,
}: {
  node: Neurons;
  model: NeuronModelEntry;
  threshold: number | null;
}): ReactElement {
  const value = useRef<HTMLSpanElement>(null);
  const rate = useRef<HTMLSpanElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const state = model.states[0];
  const sent = model.output_name;
  const name = sent === "" ? (state?.name ?? "V") : sent;
  const { spikes, spike_peak: peak } = model;
  const { id } = node;

  useEffect(() => {
    watchInspected(id);
    return () => watchInspected(null);
  }, [id]);

  useEffect(() => {
    let range: Range | null = null;
    let drawn = "";
    let width = 0;
    let height = 0;
    const observer = new ResizeObserver(() => {
      ({ clientWidth: width = 0, clientHeight: height = 0 } = canvas.current ?? {});
      invalidate();
    });
    if (canvas.current) observer.observe(canvas.current);
    const stop = onFrame(() => {
      const version = `${live.version} ${palette().version} ${width} ${height}`;
      if (version === drawn) return undefined;
      drawn = version;
      const now = live.inspected?.node === id ? live.inspected.values[name] : undefined;
      setText(value.current, now === undefined ? "–" : formatReading(now));
      const hertz = live.activity.get(id)?.rate ?? null;
      setText(rate.current, hertz === null || !spikes ? "" : `${formatRate(hertz)} spikes/s`);
      const traced = { id, name, peak, threshold, width, height };
      range = drawSparkline(canvas.current, traced, range);
      return undefined;
    });
    return () => {
      stop();
      observer.disconnect();
    };
  }, [id, name, peak, threshold, spikes]);

  return (
    <section className="inspector-section">
      <div className="reading-row">
        <span className="reading num">
          <span ref={value} data-testid="reading">
            –
          </span>{" "}
          <small>{sent === "" ? (state?.unit ?? "") : ""}</small>
          {node.size > 1 && <small className="reading-of">first cell</small>}
        </span>
        <span ref={rate} className="rate num" data-testid="rate" />
      </div>
      <canvas ref={canvas} className="sparkline" role="img" aria-label={`${name} just now`} />
    </section>
  );
}

function setText(element: HTMLElement | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

function formatRate(hertz: number): string {
  return hertz < 10 && hertz % 1 !== 0 ? hertz.toFixed(1) : hertz.toFixed(0);
}

interface Traced {
  id: string;
  name: string;
  peak: number | null;
  threshold: number | null;
  /** Size of the canvas in CSS pixels. */
  width: number;
  height: number;
}

/** Draw the last stretch of the first state; spikes reach up to their peak. Recorded samples where a
 * view records them, else one value a frame. */
function drawSparkline(
  canvas: HTMLCanvasElement | null,
  traced: Traced,
  previous: Range | null,
): Range | null {
  const g = canvas ? contextOf(canvas) : null;
  const { id, name, peak, threshold, width, height } = traced;
  if (!canvas || !g || width === 0) return previous;
  const ratio = window.devicePixelRatio || 1;
  const across = Math.round(width * ratio);
  const down = Math.round(height * ratio);
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
  const painter = new CanvasPainter(g, width, height, ratio);
  const recorded = live.series.get(seriesKey(id, name, 0));
  const trail = live.inspected?.node === id ? live.trail.get(name) : undefined;
  const series = recorded && recorded.last >= live.t - WINDOW ? recorded : trail;
  if (!series) return previous;
  const train = live.spikes.get(id) ?? live.flashes;
  const axis: TimeAxis = { t0: live.t - WINDOW, t1: live.t, x0: 0, x1: width - 6 };
  const stretch = series.stretch(axis.t0, axis.t1, 4000);
  const seen: Range = { lo: Infinity, hi: -Infinity };
  extremes(stretch, axis, seen);
  const spikes: number[] = [];
  for (let i = train.from(axis.t0); i < train.count && peak !== null; i++) {
    if (train.source(i) === 0) spikes.push(train.time(i));
  }
  if (peak !== null && spikes.length > 0) seen.hi = Math.max(seen.hi, peak);
  const range = followRange(previous, seen, 4);
  const scale = -(height - 6) / (range.hi - range.lo);
  const map = { scale, offset: 3 - range.hi * scale };
  const y = (v: number): number => v * map.scale + map.offset;
  const { color } = palette();
  if (threshold !== null && threshold > range.lo && threshold < range.hi) {
    const line = y(threshold);
    stroke(painter, 0, line, width, line, { color: color("line-strong"), width: 1, dash: [2, 3] });
  }
  painter.line(points, polyline(stretch, axis, map, painter.detail, points), {
    color: color("volt"),
    width: 1.5,
  });
  let length = 0;
  for (const t of spikes.slice(-400)) {
    points[length++] = timeToX(axis, t);
    points[length++] = y(series.at(t)?.lo ?? range.lo);
    points[length++] = y(peak ?? range.hi);
  }
  painter.verticals(points, length, { color: color("volt"), width: 1.5 });
  const end = series.at(live.t);
  if (end) {
    const dot = { color: color("volt"), width: 0.5 };
    painter.circle(axis.x1, y((end.lo + end.hi) / 2), 3, color("volt"), dot);
  }
  return range;
}
