import type { NodeRecord } from "../state/records";
import type { AnyRecord, CatalogParameter, Dataset } from "../wire/types";

/** Numbers in each sample of a data set: of its inputs, or of its targets, one for each class where
 * these are labels. */
export function widthOf(data: Dataset, part: string): number {
  if (part !== "targets") return data.inputs[0]?.length ?? 0;
  if (data.targets !== null) return data.targets[0]?.length ?? 0;
  return (data.labels ?? []).reduce((most, label) => Math.max(most, label + 1), 0);
}

/** A node with as many cells as there are numbers in what it shows of a data set. */
export function fitted<T extends NodeRecord>(
  node: T,
  parameters: readonly CatalogParameter[],
  records: ReadonlyMap<string, AnyRecord>,
): T {
  const name = parameters.find(({ kind }) => kind === "dataset")?.name;
  const id = name === undefined ? undefined : node.params[name];
  const data = typeof id === "string" ? records.get(id) : undefined;
  if (data?.kind !== "dataset") return node;
  const size = widthOf(data, node.params["part"] === "targets" ? "targets" : "inputs");
  return size > 0 ? { ...node, size } : node;
}
