import type { Projection } from "../../wire/types";

export interface SynapseCount {
  /** How many synapses a rule makes; what to expect where they are drawn. */
  readonly synapses: number;
  /** How sure that is. */
  readonly exact: "exact" | "about" | "at most";
}

/** How many synapses an edge has. */
export function countSynapses(edge: Projection, sources: number, targets: number): SynapseCount {
  const { connect } = edge;
  const self = edge.source === edge.target && !connect.allow_autapses;
  const pairs = sources * targets - (self ? sources : 0);
  switch (connect.rule) {
    case "all_to_all":
      return { synapses: pairs, exact: "exact" };
    case "one_to_one":
      return { synapses: self ? 0 : Math.min(sources, targets), exact: "exact" };
    case "fixed_probability":
      return { synapses: pairs * connect.p, exact: "about" };
    case "distance":
      return { synapses: pairs * connect.p, exact: "at most" };
    case "fixed_indegree":
      return { synapses: connect.k * targets, exact: "exact" };
    case "fixed_outdegree":
      return { synapses: connect.k * sources, exact: "exact" };
    case "explicit":
      return {
        synapses: Array.isArray(edge.weight) ? entriesOf(edge.weight) : pairs,
        exact: "exact",
      };
  }
}

const entries = new WeakMap<object, number>();

/** Entries of a matrix that are not 0. */
function entriesOf(matrix: readonly (readonly number[])[]): number {
  let found = entries.get(matrix);
  if (found === undefined) {
    found = 0;
    for (const row of matrix) for (const value of row) if (value !== 0) found += 1;
    entries.set(matrix, found);
  }
  return found;
}

/** "about 32 000". */
export function countWords({ synapses, exact }: SynapseCount): string {
  const number = Math.round(synapses).toLocaleString("en").replace(/,/g, "\u2009");
  return exact === "exact" ? number : `${exact} ${number}`;
}
