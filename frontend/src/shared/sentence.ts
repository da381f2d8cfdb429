import type { Records } from "../state/records";
import { isEdge, isNode } from "../state/records";
import type { Catalog } from "../wire/types";
import { edgeName, nodeName } from "./names";

/**
 * A sentence of the server with the ids of nodes and connections replaced by what the person calls
 * them: `node "n-3k9": V left ...` is `Neuron A: V left ...`.
 */
export function named(sentence: string, records: Records, catalog: Catalog | null): string {
  return sentence.replace(/\b(node|edge) "([A-Za-z0-9_-]{1,64})"/gi, (whole, _kind, id: string) => {
    const record = records.get(id);
    if (isNode(record)) {
      return nodeName(record, catalog);
    }
    return isEdge(record) ? edgeName(record, records, catalog) : whole;
  });
}
