import type { AnyRecord, Edit, Edited } from "../wire/types";
import { applyEdit, compose, indexById, same, type Records } from "./records";

/** An edit that this page has made and the server has not yet confirmed. */
export interface Pending {
  readonly ref: number;
  readonly edit: Edit;
  readonly label: string;
  readonly gesture: string | null;
  readonly sent: boolean;
  /** The records that `edit` puts, as they were when it was made. */
  readonly base: Records;
}

/** What the server has confirmed, and what waits on top of it. */
export interface Ledger {
  readonly confirmed: Records;
  readonly seq: number;
  readonly pending: readonly Pending[];
}

export const emptyLedger: Ledger = { confirmed: new Map(), seq: 0, pending: [] };

/** The document as the person sees it: confirmed records with the waiting edits on top. */
export function shown(ledger: Ledger): Records {
  return ledger.pending.reduce<Records>(
    (records, entry) => applyEdit(records, entry.edit),
    ledger.confirmed,
  );
}

/**
 * Add an edit. One that continues a gesture still waiting to be sent is merged into it, so that a
 * drag faster than the server leaves one waiting edit, never a queue.
 */
export function propose(
  ledger: Ledger,
  request: { ref: number; edit: Edit; label: string; gesture: string | null },
): Ledger {
  const before = shown(ledger);
  const base = new Map<string, AnyRecord>();
  for (const record of request.edit.put) {
    const old = before.get(record.id);
    if (old) {
      base.set(record.id, old);
    }
  }
  const last = ledger.pending.at(-1);
  const continues =
    last && !last.sent && request.gesture !== null && last.gesture === request.gesture;
  const edit = continues ? compose(last.edit, request.edit) : null;
  if (continues && edit) {
    const merged = { ...last, edit, label: request.label, base: new Map([...base, ...last.base]) };
    return { ...ledger, pending: [...ledger.pending.slice(0, -1), merged] };
  }
  return { ...ledger, pending: [...ledger.pending, { ...request, sent: false, base }] };
}

/** The edit to send now: the oldest unsent one, unless its own gesture is still on its way. */
export function nextToSend(ledger: Ledger): Pending | null {
  const next = ledger.pending.find((entry) => !entry.sent);
  if (!next) {
    return null;
  }
  const waits =
    next.gesture !== null &&
    ledger.pending.some((entry) => entry.sent && entry.gesture === next.gesture);
  return waits ? null : next;
}

export function markSent(ledger: Ledger, ref: number): Ledger {
  return {
    ...ledger,
    pending: ledger.pending.map((entry) => (entry.ref === ref ? { ...entry, sent: true } : entry)),
  };
}

/** The server stored an edit, ours or another's. */
export function onEdited(ledger: Ledger, edited: Edited, client: string): Ledger {
  const confirmed = applyEdit(ledger.confirmed, edited);
  const mine = edited.client === client;
  const pending = mine
    ? ledger.pending.filter((entry) => entry.ref !== edited.ref)
    : rebase(confirmed, ledger.pending);
  return { confirmed, seq: edited.seq, pending };
}

/** The server refused an edit: it goes, and what it changed is as it was. */
export function onRefused(ledger: Ledger, ref: number | null): Ledger {
  return { ...ledger, pending: ledger.pending.filter((entry) => entry.ref !== ref) };
}

/**
 * The whole document arrived. Edits that it already holds were confirmed by a message that got
 * lost; the others are put on top of it and wait to be sent (again).
 */
export function onWelcome(ledger: Ledger, records: readonly AnyRecord[], seq: number): Ledger {
  const confirmed = indexById(records);
  const left = ledger.pending
    .map((entry) => ({ ...entry, sent: false }))
    .filter((entry) => !inForce(confirmed, entry.edit));
  return { confirmed, seq, pending: rebase(confirmed, left) };
}

function inForce(records: Records, edit: Edit): boolean {
  return (
    edit.put.every((record) => same(records.get(record.id), record)) &&
    edit.remove.every((id) => !records.has(id))
  );
}

/** Put unsent edits on top of changed records: only the fields that the edit changed. */
function rebase(confirmed: Records, pending: readonly Pending[]): readonly Pending[] {
  let records = confirmed;
  const result: Pending[] = [];
  for (const entry of pending) {
    if (entry.sent) {
      records = applyEdit(records, entry.edit);
      result.push(entry);
      continue;
    }
    const put: AnyRecord[] = [];
    const base = new Map<string, AnyRecord>();
    for (const mine of entry.edit.put) {
      const old = entry.base.get(mine.id);
      const theirs = records.get(mine.id);
      if (old && !theirs) {
        continue; // Somebody removed it: a change to what is gone changes nothing.
      }
      if (theirs) {
        base.set(mine.id, theirs);
      }
      put.push(old && theirs ? merge(old, mine, theirs) : mine);
    }
    const remove = entry.edit.remove.filter((id) => records.has(id));
    if (put.length + remove.length > 0) {
      const edit = { put, remove };
      records = applyEdit(records, edit);
      result.push({ ...entry, edit, base });
    }
  }
  return result;
}

/** `theirs` with the fields that `mine` changed against `old`; parameters one by one. */
export function merge(old: AnyRecord, mine: AnyRecord, theirs: AnyRecord): AnyRecord {
  if (old.kind !== mine.kind || theirs.kind !== mine.kind) {
    return mine;
  }
  return { ...mine, ...mergeFields(old, mine, theirs) };
}

function mergeFields(old: object, mine: object, theirs: object): object {
  const before = new Map<string, unknown>(Object.entries(old));
  const wanted = new Map<string, unknown>(Object.entries(mine));
  const merged = new Map<string, unknown>(Object.entries(theirs));
  for (const key of new Set([...before.keys(), ...wanted.keys()])) {
    const value = wanted.get(key);
    if (same(before.get(key), value)) {
      continue;
    }
    if (!wanted.has(key)) {
      merged.delete(key);
    } else if (key === "params" || key === "initial" || key === "settings") {
      merged.set(
        key,
        mergeFields(asObject(before.get(key)), asObject(value), asObject(merged.get(key))),
      );
    } else {
      merged.set(key, value);
    }
  }
  return Object.fromEntries(merged);
}

function asObject(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}
