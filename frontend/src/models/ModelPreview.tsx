import { useState, type ReactElement } from "react";
import { Slider } from "../shared/Slider";
import { formatNumber } from "../shared/format";
import { previewModel } from "../state/api";
import type { Definition, ModelPreview as Curves, ModelPreviewRequest } from "../wire/types";
import { MiniPlot } from "./MiniPlot";
import { useAnswer } from "./useAnswer";

const WAIT = 400;

const ask = (question: string, signal: AbortSignal): Promise<Curves> =>
  previewModel(JSON.parse(question) as ModelPreviewRequest, signal);

/** Curves of a model that can be read: computed by the server with the model as it stands. */
export function ModelPreview({ definition }: { definition: Definition }): ReactElement {
  const [current, setCurrent] = useState(0);
  const question = JSON.stringify({ definition, params: {}, current, currents: null });
  const { answer: curves, failure, pending } = useAnswer(question, ask, WAIT);
  const takesInput = definition.of === "neuron";

  return (
    <div className="models-preview" aria-busy={pending}>
      {takesInput && (
        <div className="preview-current">
          <span>Input I</span>
          <Slider
            name="Input for the preview"
            value={current}
            low={-20}
            high={60}
            step={0.5}
            tick={0}
            onChange={(value) => setCurrent(value)}
          />
          <output className="num">{formatNumber(current)}</output>
        </div>
      )}
      {curves?.curves.map((curve) => (
        <figure key={curve.kind} className="preview-figure">
          <figcaption>{curve.title}</figcaption>
          <MiniPlot
            name={curve.title}
            x={curve.x}
            y={curve.y}
            xName={curve.x_name}
            yName={curve.y_name}
            zeros={curve.zeros}
            grounded={curve.kind !== "trace"}
          />
          {curve.zeros.length > 0 && (
            <small>
              Equilibria:{" "}
              {curve.zeros
                .map((zero) => `${formatNumber(zero.x)} (${zero.stable ? "stable" : "unstable"})`)
                .join(", ")}
            </small>
          )}
        </figure>
      ))}
      {curves?.problems.map((problem) => (
        <p key={problem.message} className="models-empty">
          {problem.message}
        </p>
      ))}
      <p className="models-empty" role="status">
        {failure ?? (pending ? "Compiling and computing the preview" : "")}
      </p>
    </div>
  );
}
