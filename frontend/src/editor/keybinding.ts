import type { ViewKind } from "../state/records";

/** What menus and buttons show the key of. */
export type KeyId =
  | "add"
  | "find"
  | "group"
  | "split"
  | "tidy"
  | "inject"
  | "next"
  | "run"
  | "step"
  | "clear"
  | "poke"
  | "from"
  | "to"
  | "randomise"
  | "edit"
  | "matrix"
  | "rename"
  | "delete"
  | "undo"
  | "redo"
  | "all"
  | "copy"
  | "paste"
  | "duplicate"
  | "grid"
  | "history"
  | "fit"
  | "zoom-in"
  | "zoom-out"
  | "open"
  | "save"
  | "projector"
  | "help"
  | "text"
  | "views"
  | ViewKind;

export type KeyGroup = "Add" | "Run" | "Connect and edit" | "Select and move" | "Views" | "Page";

/** One key and what it does; the listener and the list of keys on screen both read the table. */
export interface KeyBinding {
  /** For what shows its key elsewhere. */
  readonly id?: KeyId;
  /** `KeyboardEvent.key` in lower case, after `ctrl+` (or the command key) and `shift+`. */
  readonly keys: readonly string[];
  /** As a person reads it. */
  readonly shown: string;
  readonly does: string;
  readonly group: KeyGroup;
  /** Absent where the browser's own event does it: copy, cut and paste. */
  readonly run?: () => void;
  /** One of several bindings that are told in one line by the first of them. */
  readonly unlisted?: boolean;
}

export interface Stroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}
