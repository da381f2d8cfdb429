import { useEffect, useRef, type PointerEvent, type ReactElement } from "react";
import { useTheme } from "../look/theme";
import { limitOf, pixels } from "./colours";
import "./picture.css";

interface Props {
  rows: number;
  columns: number;
  weights: ArrayLike<number | null>;
  filled: ArrayLike<number>;
  name: string;
  /** The part of it that is seen elsewhere, in shares of its sides. */
  view?: { top: number; left: number; height: number; width: number };
  /** A press at a place, in shares of its sides. */
  onPick?: (x: number, y: number) => void;
}

/** A small picture of a weight matrix: targets down, sources across. */
export function MatrixPicture(props: Props): ReactElement {
  const { rows, columns, weights, filled, name, view, onPick } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme((state) => state.theme);
  useEffect(() => {
    // The tokens have the values of the theme once its attribute has been set.
    const frame = requestAnimationFrame(() => {
      const context = canvas.current?.getContext("2d");
      if (!context || rows * columns === 0) return;
      const known = Array.from(weights, (value) => value ?? NaN);
      const data = pixels(known, filled, limitOf(known));
      context.putImageData(new ImageData(data, columns, rows), 0, 0);
    });
    return () => cancelAnimationFrame(frame);
  }, [rows, columns, weights, filled, theme]);
  const pick = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    onPick?.((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  };
  const side = Math.max(rows, columns, 1);
  return (
    <div
      className={onPick ? "matrix-picture matrix-picture-map" : "matrix-picture"}
      style={{ width: `${(100 * columns) / side}%`, aspectRatio: `${columns} / ${rows}` }}
      role="img"
      aria-label={name}
      onPointerDown={pick}
      onPointerMove={pick}
    >
      <canvas ref={canvas} width={columns} height={rows} />
      {view && (
        <span
          className="matrix-picture-view"
          style={{
            top: `${100 * view.top}%`,
            left: `${100 * view.left}%`,
            height: `${100 * view.height}%`,
            width: `${100 * view.width}%`,
          }}
        />
      )}
    </div>
  );
}
