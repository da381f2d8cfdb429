import type { ReactElement } from "react";
import { formatNumber, formatQuantity } from "../shared/format";
import type { Histogram } from "./stats";

const WIDTH = 240;
const HEIGHT = 64;

/** How many synapses have which weight. */
export function HistogramPlot(props: { histogram: Histogram; unit: string }): ReactElement {
  const { low, width, counts } = props.histogram;
  const most = Math.max(1, ...counts);
  const step = WIDTH / counts.length;
  const high = low + width * counts.length;
  const zero = ((0 - low) / (high - low)) * WIDTH;
  return (
    <figure className="matrix-histogram">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT + 1}`}
        role="img"
        aria-label={`Histogram of weights from ${formatNumber(low, 3)} to ${formatQuantity(high, props.unit, 3)}, at most ${most} in a bin`}
      >
        {counts.map((count, i) => {
          const height = count === 0 ? 0 : Math.max(1, (HEIGHT * count) / most);
          const middle = low + width * (i + 0.5);
          return (
            <rect
              key={i}
              className={middle < 0 ? "negative" : "positive"}
              x={i * step + 0.25}
              y={HEIGHT - height}
              width={Math.max(0.5, step - 0.5)}
              height={height}
            />
          );
        })}
        <line x1={0} x2={WIDTH} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} />
        {zero > 0 && zero < WIDTH && <line x1={zero} x2={zero} y1={0} y2={HEIGHT} />}
      </svg>
      <figcaption className="num">
        <span>{formatNumber(low, 3)}</span>
        <span>{formatQuantity(high, props.unit, 3)}</span>
      </figcaption>
    </figure>
  );
}
