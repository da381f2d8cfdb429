import { live } from "../../live/live";
import { csvLine, single } from "../../shared/csv";
import { formatNumber, THIN } from "../../shared/format";
import { timeWord } from "../../shared/timeunit";
import type { ComponentsData } from "../../wire/frames";
import type { Components } from "../../wire/types";
import { palette } from "../paint/palette";
import { stroke, type Painter } from "../paint/painter";
import { acrossPixel, boxOf, drawAcross, drawHint, drawUp, upPixel } from "../plot/axes";
import { followRange, type Range } from "../plot/scale";
import { StillPlot } from "../plot/still";
import { drawTail } from "../scatter/plot";

/** A tile with the activity of a population in two dimensions: the server works out the path. */
export class ComponentsPlot extends StillPlot<Components, ComponentsData | null> {
  private range: Range | null = null;

  protected read(view: Components): ComponentsData | null {
    return live.views.components.get(view.id) ?? null;
  }

  protected paint(painter: Painter, view: Components, data: ComponentsData | null): void {
    const box = boxOf(painter);
    const points = data?.points ?? new Float32Array(0);
    let most = 0;
    for (const value of points) most = Math.max(most, Math.abs(value));
    this.range = followRange(this.range, { lo: -most, hi: most }, 1e-3);
    // One scale for both directions, so that distances are what they are.
    const reach = Math.max(Math.abs(this.range.lo), Math.abs(this.range.hi));
    const up: Range = { lo: -reach, hi: reach };
    const wide = (reach * (box.x1 - box.x0)) / (box.bottom - box.top);
    const across: Range = { lo: -wide, hi: wide };
    const [first, second] = data?.section.explained ?? [0, 0];
    drawUp(painter, box, up, nameOf(2, second));
    drawAcross(painter, box, across, nameOf(1, first));
    if (points.length === 0 || !data) {
      drawHint(
        painter,
        box,
        view.of.length === 0 ? "Choose a population in the options" : this.hint,
      );
      return;
    }
    const { color } = palette();
    const zero = { color: color("line-strong"), width: 1 };
    const x = acrossPixel(0, across, box);
    stroke(painter, x, box.top, x, box.bottom, zero);
    const pixels = new Float32Array(points.length);
    for (let i = 0; i < points.length; i += 2) {
      pixels[i] = acrossPixel(points[i] ?? 0, across, box);
      pixels[i + 1] = upPixel(points[i + 1] ?? 0, up, box);
    }
    drawTail(painter, pixels);
  }

  protected table(_view: Components, data: ComponentsData | null): string {
    let text = csvLine([`begin of bin (${timeWord()})`, "component 1", "component 2"]);
    if (!data) return text;
    const { t0, every } = data.section;
    for (let i = 0; i < data.points.length; i += 2) {
      const t = Number((t0 + (i / 2) * every).toFixed(6));
      text += csvLine([t, single(data.points[i] ?? 0), single(data.points[i + 1] ?? 0)]);
    }
    return text;
  }
}

/** "Component 1, 61 % of the variance". */
export function nameOf(number: number, share: number): string {
  const name = `Component ${number}`;
  return share > 0 ? `${name}, ${formatNumber(100 * share, 2)}${THIN}% of the variance` : name;
}
