import { isEdge, isNode } from "../state/records";
import type { AnyRecord } from "../wire/types";

/** Copied records travel as text, so that they can be pasted into another tab or a mail. */
const FORMAT = "neuroboard/1";
const MOST = 20_000;
/** Characters of text that are looked at. */
const LONGEST = 8 * 2 ** 20;

export function toText(records: readonly AnyRecord[]): string {
  const nodes = records.filter(isNode);
  const edges = records.filter(isEdge);
  return JSON.stringify({ format: FORMAT, nodes, edges }, null, 1);
}

/** The records in a text that was copied here, or null when it is some other text. The server
 * checks every field; here only what the page itself leans on. */
export function fromText(text: string): AnyRecord[] | null {
  if (text.length > LONGEST || !text.includes(FORMAT)) {
    return null;
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(data) || data["format"] !== FORMAT) {
    return null;
  }
  const nodes = list(data["nodes"]).filter(looksLikeNode);
  const edges = list(data["edges"]).flatMap((edge) =>
    looksLikeEdge(edge) ? [{ ...edge, kind: "projection" as const }] : [],
  );
  const records = [...nodes, ...edges];
  return nodes.length > 0 && records.length <= MOST ? records : null;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function looksLikeNode(value: unknown): value is AnyRecord {
  return (
    isObject(value) &&
    (value["kind"] === "neurons" || value["kind"] === "stimulus") &&
    typeof value["id"] === "string" &&
    typeof value["model"] === "string" &&
    typeof value["label"] === "string" &&
    typeof value["x"] === "number" &&
    typeof value["y"] === "number" &&
    typeof value["size"] === "number" &&
    isObject(value["params"])
  );
}

function looksLikeEdge(value: unknown): value is Extract<AnyRecord, { kind: "projection" }> {
  return (
    isObject(value) &&
    typeof value["id"] === "string" &&
    typeof value["source"] === "string" &&
    typeof value["target"] === "string" &&
    isObject(value["connect"]) &&
    (typeof value["weight"] === "number" || isObject(value["weight"]))
  );
}
