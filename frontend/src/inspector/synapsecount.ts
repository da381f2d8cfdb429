import type { Projection } from "../wire/types";

/** How many synapses a rule makes, in words: exact where the rule says it, else expected. */
export function synapseCount(edge: Projection, sources: number, targets: number): string {
  const write = (n: number): string => Math.round(n).toLocaleString("en").replace(/,/g, "\u2009");
  const { connect } = edge;
  const self = edge.source === edge.target && !connect.allow_autapses;
  const pairs = sources * targets - (self ? sources : 0);
  switch (connect.rule) {
    case "all_to_all":
      return write(pairs);
    case "one_to_one":
      return write(self ? 0 : Math.min(sources, targets));
    case "fixed_probability":
      return `about ${write(pairs * connect.p)}`;
    case "distance":
      return `at most ${write(pairs)}`;
    case "fixed_indegree":
      return write(connect.k * targets);
    case "fixed_outdegree":
      return write(connect.k * sources);
    case "explicit":
      return Array.isArray(edge.weight)
        ? write(edge.weight.flat().filter((value) => value !== 0).length)
        : write(pairs);
  }
}
