import { useEffect, useRef, type ReactElement } from "react";
import { CanvasPainter, contextOf } from "../dock/paint/canvas";
import { palette } from "../dock/paint/palette";
import { stroke } from "../dock/paint/painter";
import { invalidate, onFrame } from "../live/loop";
import { formatNumber, THIN } from "../shared/format";
import { timeWord, useTimeUnit } from "../shared/timeunit";
import type { Stimulus, StimulusEntry } from "../wire/types";
import { handlesOf } from "../stimuli/handles";
import { TimeLine } from "../stimuli/TimeLine";
import { waveformOf, type Waveform } from "./waveform";

/** How a current runs from t = 0 on. */
export function Preview({
  node,
  model,
}: {
  node: Stimulus;
  model: StimulusEntry;
}): ReactElement | null {
  const ref = useRef<HTMLCanvasElement>(null);
  const wave = waveformOf(node, model);
  const word = timeWord(useTimeUnit());
  useEffect(() => {
    const canvas = ref.current;
    if (!wave || !canvas) return undefined;
    let drawn = "";
    let width = 0;
    // Asking for the width in each frame would lay the page out in each frame.
    const observer = new ResizeObserver(() => {
      width = canvas.clientWidth;
      invalidate();
    });
    observer.observe(canvas);
    const stop = onFrame(() => {
      const version = `${palette().version} ${width}`;
      if (width > 0 && version !== drawn) {
        drawn = version;
        draw(canvas, wave);
      }
      return undefined;
    });
    return () => {
      stop();
      observer.disconnect();
    };
  });
  if (!wave) return null;
  if (handlesOf(node, model).length > 0) {
    return (
      <section className="inspector-section" aria-label="Waveform">
        <TimeLine node={node} model={model} wave={wave} />
      </section>
    );
  }
  const lo = Math.min(...wave.values);
  const hi = Math.max(...wave.values);
  const span = lo === hi ? formatNumber(hi) : `${formatNumber(lo)} to ${formatNumber(hi)}`;
  return (
    <section className="inspector-section" aria-label="Waveform">
      <canvas ref={ref} className="sparkline" role="img" aria-label={`Waveform, ${span}`} />
      <p className="preview-axis num">
        <span>0</span>
        <span>
          {span}
          {THIN}
          {model.unit}
        </span>
        <span>
          {formatNumber(wave.t1)}
          {THIN}
          {word}
        </span>
      </p>
    </section>
  );
}

function draw(canvas: HTMLCanvasElement, wave: Waveform): void {
  const g = contextOf(canvas);
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!g || width === 0) return;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const painter = new CanvasPainter(g, width, height, ratio);
  const { color } = palette();
  let lo = Math.min(0, ...wave.values);
  let hi = Math.max(0, ...wave.values);
  if (hi === lo) [lo, hi] = [-1, 1];
  const y = (value: number): number => 4 + ((hi - value) / (hi - lo)) * (height - 8);
  stroke(painter, 0, y(0), width, y(0), { color: color("line-strong"), width: 1, dash: [2, 3] });
  const points = new Float32Array(4 * wave.values.length);
  let length = 0;
  wave.values.forEach((value, i) => {
    const x = (i / (wave.values.length - 1)) * width;
    points[length++] = x;
    points[length++] = y(value);
  });
  painter.line(points, length, { color: color("stim"), width: 1.5 });
}
