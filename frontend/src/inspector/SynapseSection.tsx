import type { ReactElement } from "react";
import { withSynapse } from "../editor/edges/edit";
import { useBoard } from "../state/board";
import { newId } from "../state/records";
import type { Catalog, CatalogParameter, Projection } from "../wire/types";
import { changeEdges, withEntry } from "./edit";
import { Formula } from "./Formula";
import { hasOpposite, opposite, passesSpikes } from "./learning";
import { unitRoom } from "./parameters";
import { ParameterRow } from "./ParameterRow";
import { ReversalButton } from "./ReversalButton";
import { Choice, Section } from "./Section";

const SUM = "weighted";

/** What a connection makes of what it passes. */
export function SynapseSection({
  edge,
  spiking,
}: {
  edge: Projection;
  /** Whether its source emits spikes. */
  spiking: boolean;
}): ReactElement | null {
  const catalog = useBoard((state) => state.catalog);
  const synapse = catalog?.synapses.find((entry) => entry.name === edge.synapse);
  const options = synapsesFor(spiking, catalog);
  if (options.length < 2 && edge.synapse === null) return null;
  return (
    <Section title="Synapse">
      <Choice
        wide
        name="Synapse"
        value={edge.synapse ?? SUM}
        options={options}
        onChange={(value) =>
          changeEdges(
            [edge.id],
            (old) => fitted(withSynapse(old, value === SUM ? null : value, catalog), catalog),
            "Change synapse",
          )
        }
      />
      {synapse && synapse.latex.length > 0 && (
        <div className="section-formula" data-tip={synapse.source}>
          <Formula lines={synapse.latex} />
        </div>
      )}
      <div style={unitRoom(synapse?.parameters ?? [])}>
        {synapse?.parameters.map((parameter) => (
          <SynapseParameter key={parameter.name} edge={edge} parameter={parameter} />
        ))}
      </div>
      <ReversalButton
        parameters={synapse?.parameters ?? []}
        onUse={(name, value) =>
          changeEdges(
            [edge.id],
            (old) => ({ ...old, params: withEntry(old.params, name, value) }),
            `Change ${name}`,
          )
        }
      />
      {synapse?.carries === "values" && <BothWays edge={edge} />}
    </Section>
  );
}

/** The synapses that a source can have: without spikes a weighted sum, or one that passes values. */
export function synapsesFor(
  spiking: boolean,
  catalog: Catalog | null,
): { value: string; title: string }[] {
  const fitting = (catalog?.synapses ?? []).filter(
    ({ carries }) => spiking || carries === "values",
  );
  const sum = spiking ? [] : [{ value: SUM, title: "Weighted sum" }];
  return [...sum, ...fitting.map(({ name: value, title }) => ({ value, title }))];
}

/** What hears no spikes has nothing that counts them. */
function fitted(edge: Projection, catalog: Catalog | null): Projection {
  if (passesSpikes(edge, catalog)) return edge;
  const delay = typeof edge.delay === "number" ? edge.delay : 0;
  const learns = catalog?.plasticity.find(({ name }) => name === edge.plasticity?.rule);
  const plasticity = learns?.needs === "spikes" ? null : edge.plasticity;
  return { ...edge, delay, release: 1, short_term: null, plasticity };
}

/** An electrical synapse acts both ways; a connection acts one way. */
function BothWays({ edge }: { edge: Projection }): ReactElement | null {
  const records = useBoard((state) => state.records);
  const edit = useBoard((state) => state.edit);
  const source = records.get(edge.source);
  if (source?.kind !== "neurons" || edge.source === edge.target) return null;
  if (hasOpposite(edge, records)) return null;
  return (
    <>
      <p className="section-note preset-note">This connection acts on its target alone.</p>
      <button
        type="button"
        className="text-button"
        onClick={() =>
          edit({ put: [opposite(edge, newId("e"))] }, { label: "Draw the opposite connection" })
        }
      >
        Draw the opposite connection too
      </button>
    </>
  );
}

function SynapseParameter({
  edge,
  parameter,
}: {
  edge: Projection;
  parameter: CatalogParameter;
}): ReactElement {
  const { name } = parameter;
  return (
    <ParameterRow
      parameter={parameter}
      value={edge.params[name]}
      cells={1}
      onChange={(value, gesture) => {
        if (value !== undefined && typeof value !== "number") return;
        changeEdges(
          [edge.id],
          (old) => ({ ...old, params: withEntry(old.params, name, value) }),
          value === undefined ? `Reset ${name}` : `Change ${name}`,
          gesture,
        );
      }}
    />
  );
}
