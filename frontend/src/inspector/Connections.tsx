import type { ReactElement } from "react";
import { EdgeEnd } from "../look/icons";
import { formatNumber, formatQuantity } from "../shared/format";
import { edgeType, meanWeight, nameOf, weightUnit } from "../shared/names";
import { timeWord } from "../shared/timeunit";
import { useBoard } from "../state/board";
import { edgesOf } from "../state/records";
import type { Projection } from "../wire/types";

/** The edges that reach a node, and those that leave it; a press selects one. */
export function Connections({
  node,
  outgoingOnly = false,
}: {
  node: string;
  outgoingOnly?: boolean;
}): ReactElement {
  const records = useBoard((state) => state.records);
  const edges = edgesOf(records);
  const incoming = edges.filter((edge) => edge.target === node);
  const outgoing = edges.filter((edge) => edge.source === node);
  return (
    <section className="inspector-section">
      {!outgoingOnly && (
        <List
          title="Incoming"
          edges={incoming}
          end="source"
          none="None yet. Drag from another node to this one."
        />
      )}
      <List
        title="Outgoing"
        edges={outgoing}
        end="target"
        none="None yet. Drag from the edge of this node."
      />
    </section>
  );
}

function List(props: {
  title: string;
  edges: readonly Projection[];
  end: "source" | "target";
  none: string;
}): ReactElement {
  const { title, edges, end, none } = props;
  return (
    <div className="connections" role="group" aria-label={title}>
      <h3 className="section-title">
        <span>{title}</span>
        <small className="num">{edges.length}</small>
      </h3>
      {edges.length === 0 && <p className="section-note">{none}</p>}
      {edges.map((edge) => (
        <Row key={edge.id} edge={edge} end={end} />
      ))}
    </div>
  );
}

function Row({ edge, end }: { edge: Projection; end: "source" | "target" }): ReactElement {
  const records = useBoard((state) => state.records);
  const catalog = useBoard((state) => state.catalog);
  const selected = useBoard((state) => state.selection.has(edge.id));
  const select = useBoard((state) => state.select);
  const type = edgeType(edge, records, catalog);
  const mean = meanWeight(edge.weight);
  const delay = meanWeight(edge.delay);
  return (
    <button
      type="button"
      className={selected ? "connection connection-on" : "connection"}
      onClick={() => select([edge.id])}
    >
      <EdgeEnd type={type} />
      <span className="connection-name">{nameOf(edge[end], records, catalog)}</span>
      <small className="num">{delay > 0 ? formatQuantity(delay, timeWord()) : ""}</small>
      <span className="connection-weight num">
        {typeof edge.weight === "number" ? "" : "≈ "}
        {formatNumber(mean, 3)} <small>{weightUnit(edge, catalog)}</small>
      </span>
    </button>
  );
}
