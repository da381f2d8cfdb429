import { useStore } from "@xyflow/react";
import type { ReactElement } from "react";
import { Icon } from "../../look/icons";
import { useBoard } from "../../state/board";
import { isNode } from "../../state/records";
import * as adding from "../adding";
import { shownKey } from "../keys";
import { useEditor } from "../ui";
import { isCircuit } from "../scene";
import { useScene } from "../useScene";
import * as viewing from "../viewing";
import "./quickactions.css";

/** From the contour of the selection to the buttons; px. */
const GAP = 22;
/** Half of the width of the buttons, and their height with what is kept free around. */
const HALF = 58;
const HEIGHT = window.matchMedia("(pointer: coarse)").matches ? 48 : 40;
const LABEL = 44;

/** What one does next with a neuron, beside the selected one: feed it, watch it, go on from it. */
export function QuickActions(): ReactElement | null {
  const id = useBoard(({ selection, records }) => {
    const [only, ...more] = selection;
    const record = records.get(only ?? "");
    return more.length === 0 && isNode(record) && record.kind === "neurons" ? record.id : null;
  });
  const busy = useEditor(
    ({ connecting, quick, menu, poke, renaming }) =>
      connecting !== null || quick !== null || menu !== null || poke.on || renaming !== null,
  );
  const moving = useScene((state) => state.moved.size > 0);
  if (id === null || busy || moving) return null;
  return <Actions id={id} />;
}

function Actions({ id }: { id: string }): ReactElement | null {
  const node = useScene((state) => state.nodes.filter(isCircuit).find((other) => other.id === id));
  const [left, top, zoom] = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  if (!node) return null;
  const { shape, labelAbove } = node.data;
  const x = node.position.x * zoom + left;
  const y = node.position.y * zoom + top;
  const half = (shape.height / 2) * zoom;
  const above = y - half - GAP - HEIGHT - (labelAbove ? LABEL : 0);
  const below = y + half + GAP + (labelAbove ? 0 : LABEL);
  const place = above > 0 ? above : below;
  const seen = x > -half && x < width + half && y > -half && y < height + half;
  if (!seen) return null;
  return (
    <div
      className="quick-actions"
      role="toolbar"
      aria-label={`Next with ${node.data.record.label}`}
      style={{ left: Math.max(HALF, Math.min(x, width - HALF)), top: place }}
    >
      <button
        type="button"
        aria-label="Inject current"
        data-tip="Inject current"
        data-tip-keys={shownKey("inject")}
        onClick={adding.injectCurrent}
      >
        <Icon name="inject" />
      </button>
      <button
        type="button"
        aria-label="Show its trace"
        data-tip="Show its trace"
        data-tip-keys={shownKey("trace")}
        onClick={() => viewing.openView("trace")}
      >
        <Icon name="watch" />
      </button>
      <button
        type="button"
        aria-label="Next neuron"
        data-tip="Next neuron, connected"
        data-tip-keys={shownKey("next")}
        onClick={adding.addNext}
      >
        <Icon name="next" />
      </button>
    </div>
  );
}
