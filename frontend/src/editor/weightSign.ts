import type { Projection } from "../wire/types";

/** The same connection with weights of one sign. */
export function withSign(edge: Projection, sign: 1 | -1): Projection {
  const { weight } = edge;
  const turn = (value: number): number => (value === 0 ? 0 : sign * Math.abs(value));
  if (typeof weight === "number") {
    return turn(weight) === weight ? edge : { ...edge, weight: turn(weight) };
  }
  if (Array.isArray(weight)) {
    const turned = weight.map((row) => row.map(turn));
    return { ...edge, weight: turned };
  }
  if ("uniform" in weight) {
    const bounds = weight.uniform.map(turn).sort((a, b) => a - b);
    return { ...edge, weight: { uniform: [bounds[0] ?? 0, bounds[1] ?? 0] } };
  }
  if ("normal" in weight) {
    return { ...edge, weight: { normal: [turn(weight.normal[0]), weight.normal[1]] } };
  }
  return edge; // A lognormal weight is positive by its nature.
}
