import { useBoard } from "../state/board";
import { isAnnotation, isEdge } from "../state/records";
import { adjust } from "./adjust";
import * as commands from "./commands";
import type { KeyBinding } from "./keybinding";
import { togglePoke, useEditor } from "./ui";

/** What keys do that no button or menu does in the same way. */

const board = useBoard.getState;

/** Presses of one kind that follow each other closely are one step of undo. */
let pressing = { id: "", what: "", until: 0 };
const PAUSE = 800;

function pressed(what: string): string {
  const now = performance.now();
  const goesOn = pressing.what === what && now < pressing.until;
  pressing = { id: goesOn ? pressing.id : commands.gesture(), what, until: now + PAUSE };
  return pressing.id;
}

const nudge = (x: number, y: number) => (): void => commands.nudge(x, y, pressed("nudge"));
export const change = (by: 1 | -1) => (): void => adjust(by, pressed("adjust"));

export function arrows(shift: string, shown: string, does: string, by: number): KeyBinding[] {
  const steps: readonly [string, number, number][] = [
    ["arrowleft", -by, 0],
    ["arrowup", 0, -by],
    ["arrowright", by, 0],
    ["arrowdown", 0, by],
  ];
  return steps.map(([key, x, y], i) => ({
    keys: [shift + key],
    shown,
    does,
    group: "Select and move",
    run: nudge(x, y),
    unlisted: i > 0,
  }));
}

export function runOrPause(): void {
  const { status, control, notify, records } = board();
  // What has just been placed can run before the server has said so.
  if (status?.runnable === true || [...records.values()].some(({ kind }) => kind === "neurons")) {
    control(status?.running === true ? "pause" : "run");
  } else {
    notify("There is nothing to run yet. Place a neuron first: drag one from the palette.", "info");
  }
}

export function escape(): void {
  const { menu, quick, help, renaming, poke, set } = useEditor.getState();
  if (menu || quick || help || renaming !== null) {
    set({ menu: null, quick: null, help: false, renaming: null });
  } else if (poke.on) {
    togglePoke();
  } else if (board().projector) {
    board().setProjector(false);
  } else {
    set({ marked: [], edgeEditorClosed: false });
    board().select([]);
  }
}

/** Enter: edit the selected connection, or go to the parameters of the selected node; else select
 * what has the focus. */
export function editSelection(): void {
  const { records, selection, select } = board();
  const focused = document.activeElement?.closest<HTMLElement>(
    ".react-flow__node, .react-flow__edge",
  )?.dataset["id"];
  const already = selection.size === 1 && (focused === undefined || selection.has(focused));
  const [chosen] = already ? selection : [focused];
  if (chosen === undefined) return;
  if (!already) select([chosen]);
  const record = records.get(chosen);
  if (isAnnotation(record)) {
    useEditor.getState().set({ renaming: record.id });
    return;
  }
  const field = isEdge(record) ? ".edge-editor input" : FIRST_FIELD;
  if (!already && field === FIRST_FIELD) return;
  useEditor.getState().set({ edgeEditorClosed: false });
  // The field is there once the editor has been drawn.
  requestAnimationFrame(() => document.querySelector<HTMLElement>(field)?.focus());
}

const FIRST_FIELD = ".app-inspector .number-field input";
