import type { ReactElement } from "react";
import { formatNumber } from "../shared/format";

const WIDTH = 272;
const HEIGHT = 60;
const PAD = 4;

interface Props {
  name: string;
  x: readonly number[];
  y: readonly number[];
  /** Under the ends of the axis and between them. */
  axis: readonly [string, string, string];
}

/** A small curve of a function, with the axes through 0 where they are in sight. */
export function Curve({ name, x, y, axis }: Props): ReactElement {
  const finite = y.filter((value) => Number.isFinite(value));
  const low = Math.min(0, ...finite);
  const high = Math.max(low + 1e-12, 0, ...finite);
  const left = x[0] ?? 0;
  const right = x.at(-1) ?? 1;
  const px = (value: number): number => ((value - left) / (right - left)) * WIDTH;
  const py = (value: number): number => PAD + ((high - value) / (high - low)) * (HEIGHT - 2 * PAD);
  let path = "";
  let begun = false;
  y.forEach((value, i) => {
    const shown = Number.isFinite(value);
    if (shown) path += `${begun ? "L" : "M"}${px(x[i] ?? 0).toFixed(1)} ${py(value).toFixed(1)}`;
    begun = shown;
  });
  const range = finite.length === 0 ? "" : `${formatNumber(low, 3)} to ${formatNumber(high, 3)}`;
  return (
    <figure className="curve">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${name}, ${range}`}
      >
        <line className="curve-zero" x1={0} x2={WIDTH} y1={py(0)} y2={py(0)} />
        {left < 0 && right > 0 && (
          <line className="curve-zero" x1={px(0)} x2={px(0)} y1={0} y2={HEIGHT} />
        )}
        <path className="curve-line" d={path} />
      </svg>
      <figcaption className="preview-axis num">
        {axis.map((text, i) => (
          <span key={i}>{text}</span>
        ))}
      </figcaption>
    </figure>
  );
}
