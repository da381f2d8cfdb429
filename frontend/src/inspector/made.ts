import type { CatalogParameter } from "../wire/types";

/** A parameter that belongs to an edge itself, in the form of one of a model. */
export function made(
  name: string,
  over: Partial<CatalogParameter> & Pick<CatalogParameter, "title" | "default" | "meaning">,
): CatalogParameter {
  return {
    name,
    symbol: name,
    unit: "",
    low: 0,
    high: 1,
    slider: [0, 1],
    kind: "number",
    argument: "",
    options: [],
    ...over,
  };
}
