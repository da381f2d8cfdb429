import type { ReactElement } from "react";
import { outputOf } from "../editor/connect";
import { EdgeEnd } from "../look/icons";
import { edgeName, edgeType, nameOf, weightUnit } from "../shared/names";
import { useBoard } from "../state/board";
import { isNode } from "../state/records";
import type { Projection } from "../wire/types";
import { recordActions } from "./actions";
import { DelaySection } from "./DelaySection";
import { Head } from "./Head";
import { LearningSection } from "./LearningSection";
import { passesSpikes } from "./learning";
import { RuleSection } from "./RuleSection";
import { ShortTermSection } from "./ShortTermSection";
import { SynapseSection } from "./SynapseSection";
import { WeightSection } from "./WeightSection";

/** Everything about a connection. */
export function EdgeInspector({ edge }: { edge: Projection }): ReactElement {
  const records = useBoard((state) => state.records);
  const catalog = useBoard((state) => state.catalog);
  const select = useBoard((state) => state.select);
  const source = records.get(edge.source);
  const target = records.get(edge.target);
  const spikes = passesSpikes(edge, catalog);
  return (
    <>
      <section className="inspector-section">
        <Head
          id={edge.id}
          picture={<EdgeEnd type={edgeType(edge, records, catalog)} />}
          name={edgeName(edge, records, catalog)}
          actions={recordActions(edge.id)}
        />
        <div className="ends">
          {[edge.source, edge.target].map((end, i) => (
            <button key={i} type="button" className="text-button" onClick={() => select([end])}>
              {i === 0 ? "From" : "To"} {nameOf(end, records, catalog)}
            </button>
          ))}
        </div>
      </section>
      <WeightSection
        edge={edge}
        unit={weightUnit(edge, catalog)}
        sizes={[isNode(target) ? target.size : 1, isNode(source) ? source.size : 1]}
      />
      {isNode(source) && (
        <SynapseSection edge={edge} spiking={outputOf(source, catalog) === "spikes"} />
      )}
      <DelaySection edge={edge} spikes={spikes} />
      {spikes && <ShortTermSection edge={edge} />}
      <LearningSection edge={edge} />
      {isNode(source) && isNode(target) && (
        <RuleSection edge={edge} source={source} target={target} />
      )}
    </>
  );
}
