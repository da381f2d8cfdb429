import type { ReactElement } from "react";
import { nodeName } from "../shared/names";
import { edgesOf, nodesOf, type NodeRecord, type Records } from "../state/records";
import type { Difference } from "./differences";
import { SIGNS } from "./MarkedList";

const ROOM = 90;
const R = 22;

interface Props {
  before: Records;
  after: Records;
  found: readonly Difference[];
}

/** Both circuits in one drawing: what was added, removed or changed is outlined and signed. */
export function Picture({ before, after, found }: Props): ReactElement {
  const marks = new Map(found.map(({ id, mark }) => [id, mark]));
  const both: Records = new Map([...before, ...after]);
  const nodes = nodesOf(both);
  const edges = edgesOf(both);
  if (nodes.length === 0) return <p className="history-note">There are no neurons in either.</p>;
  const xs = nodes.map(({ x }) => x);
  const ys = nodes.map(({ y }) => y);
  const [left, top] = [Math.min(...xs) - ROOM, Math.min(...ys) - ROOM];
  const [width, height] = [Math.max(...xs) + ROOM - left, Math.max(...ys) + ROOM - top];
  const count = (mark: Difference["mark"]): number =>
    found.filter((one) => one.mark === mark).length;

  return (
    <figure className="compare-picture">
      <svg
        viewBox={`${left} ${top} ${width} ${height}`}
        role="img"
        aria-label={`The circuit: ${count("added")} added, ${count("removed")} removed, ${count("changed")} changed`}
      >
        {edges.map((edge) => {
          const [a, b] = [both.get(edge.source), both.get(edge.target)];
          if (!isPlaced(a) || !isPlaced(b)) return null;
          const mark = marks.get(edge.id);
          const bend = a.id === b.id ? 60 : 0.12 * Math.hypot(b.x - a.x, b.y - a.y);
          const angle = Math.atan2(b.y - a.y, b.x - a.x) - Math.PI / 2;
          const middle = {
            x: (a.x + b.x) / 2 + bend * Math.cos(angle),
            y: (a.y + b.y) / 2 + bend * Math.sin(angle),
          };
          const path =
            a.id === b.id
              ? `M${a.x - R} ${a.y}C${a.x - 60} ${a.y - 80} ${a.x + 60} ${a.y - 80} ${a.x + R} ${a.y}`
              : `M${a.x} ${a.y}Q${middle.x} ${middle.y} ${b.x} ${b.y}`;
          return (
            <g key={edge.id} className={mark}>
              <path d={path} />
              {mark !== undefined && (
                <text x={middle.x} y={middle.y}>
                  {SIGNS[mark]}
                </text>
              )}
            </g>
          );
        })}
        {nodes.map((node) => {
          const mark = marks.get(node.id);
          return (
            <g key={node.id} className={`node ${mark ?? ""}`}>
              <Shape node={node} />
              {mark !== undefined && (
                <text x={node.x} y={node.y + 1}>
                  {SIGNS[mark]}
                </text>
              )}
              <text className="name" x={node.x} y={node.y + R + 18}>
                {nodeName(node, null)}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption>
        {(["added", "removed", "changed"] as const).map((mark) => (
          <span key={mark} className={mark}>
            <i aria-hidden="true">{SIGNS[mark]}</i> {count(mark)} {mark}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function isPlaced(record: unknown): record is NodeRecord {
  return typeof record === "object" && record !== null && "x" in record && "model" in record;
}

function Shape({ node }: { node: NodeRecord }): ReactElement {
  const { x, y } = node;
  if (node.kind === "stimulus" || node.size > 1) {
    return <rect x={x - R} y={y - R} width={2 * R} height={2 * R} rx={node.size > 1 ? 4 : 11} />;
  }
  if (node.sign === "excitatory") {
    return <path d={`M${x} ${y - R - 4}L${x + R + 2} ${y + R - 4}H${x - R - 2}z`} />;
  }
  return <circle cx={x} cy={y} r={R} />;
}
