import { useBoard } from "../state/board";
import { isAnnotation, isEdge } from "../state/records";
import * as commands from "./commands";
import { notes, placeItems, views } from "./items";
import { focusSearch } from "./palette/search";
import { GRID } from "./place";
import { togglePoke, useEditor } from "./ui";
import { fit, zoomBy } from "./view";
import * as copying from "./copying";
import * as viewing from "./viewing";

export type KeyGroup = "Add" | "Run" | "Connect and edit" | "Select and move" | "Views" | "Page";

/** One key and what it does; the listener and the list of keys on screen both read the table. */
export interface KeyBinding {
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

const board = useBoard.getState;

/** Steps of the arrow keys that follow each other closely are one step of undo. */
let nudging = { id: "", until: 0 };
const PAUSE = 800;

function nudge(x: number, y: number): () => void {
  return () => {
    const now = performance.now();
    nudging = { id: now < nudging.until ? nudging.id : commands.gesture(), until: now + PAUSE };
    commands.nudge(x, y, nudging.id);
  };
}

function arrows(shift: string, shown: string, does: string, by: number): KeyBinding[] {
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

function runOrPause(): void {
  const { status, control, notify, records } = board();
  // What has just been placed can run before the server has said so.
  if (status?.runnable === true || [...records.values()].some(({ kind }) => kind === "neurons")) {
    control(status?.running === true ? "pause" : "run");
  } else {
    notify("There is nothing to run yet. Place a neuron first: drag one from the palette.", "info");
  }
}

function escape(): void {
  const { menu, help, renaming, poke, set } = useEditor.getState();
  if (menu || help || renaming !== null) {
    set({ menu: null, help: false, renaming: null });
  } else if (poke.on) {
    togglePoke();
  } else if (board().projector) {
    board().setProjector(false);
  } else {
    set({ marked: [], edgeEditorClosed: false });
    board().select([]);
  }
}

/** Enter: edit the selected connection, else select what has the focus. */
function editSelection(): void {
  const { records, selection, select } = board();
  const [chosen, ...more] = selection;
  const focused = document.activeElement?.closest<HTMLElement>(
    ".react-flow__node, .react-flow__edge",
  )?.dataset["id"];
  const one = chosen !== undefined && more.length === 0 ? records.get(chosen) : undefined;
  if (isAnnotation(one)) {
    useEditor.getState().set({ renaming: one.id });
    return;
  }
  const alone = isEdge(one);
  if (!alone && focused !== undefined) {
    select([focused]);
  }
  useEditor.getState().set({ edgeEditorClosed: false });
  // The field is there once the editor has been drawn.
  requestAnimationFrame(() => document.querySelector<HTMLElement>(".edge-editor input")?.focus());
}

export const keyTable: readonly KeyBinding[] = [
  { keys: ["/"], shown: "/", does: "Type to add", group: "Add", run: focusSearch },
  ...[...placeItems, ...notes].map((item): KeyBinding => ({
    keys: [item.key.toLowerCase()],
    shown: item.key,
    does: item.name,
    group: "Add",
    run: () => commands.use(item),
  })),

  { keys: [" "], shown: "Space", does: "Run or pause", group: "Run", run: runOrPause },
  {
    keys: ["."],
    shown: ".",
    does: "One time step",
    group: "Run",
    run: () => board().control("step"),
  },
  {
    keys: ["c"],
    shown: "C",
    does: "Clear activity: back to the start",
    group: "Run",
    run: () => board().control("reset"),
  },

  {
    keys: ["e"],
    shown: "E",
    does: "Poke: kick neurons with the pointer",
    group: "Run",
    run: togglePoke,
  },
  {
    keys: ["1"],
    shown: "1",
    does: "Take the selection as sources",
    group: "Connect and edit",
    run: commands.markSources,
  },
  {
    keys: ["2"],
    shown: "2",
    does: "Connect the sources to the selection",
    group: "Connect and edit",
    run: commands.connectMarked,
  },
  {
    keys: ["r"],
    shown: "R",
    does: "Randomise weights of the selection",
    group: "Connect and edit",
    run: commands.randomise,
  },
  {
    keys: ["enter"],
    shown: "Enter",
    does: "Edit the selected connection",
    group: "Connect and edit",
    run: editSelection,
  },
  { keys: ["f2"], shown: "F2", does: "Rename", group: "Connect and edit", run: commands.rename },
  {
    keys: ["delete", "backspace"],
    shown: "Delete",
    does: "Delete the selection",
    group: "Connect and edit",
    run: commands.removeSelection,
  },
  {
    keys: ["ctrl+z"],
    shown: "Ctrl Z",
    does: "Undo, also while running",
    group: "Connect and edit",
    run: () => board().undo(),
  },
  {
    keys: ["ctrl+shift+z", "ctrl+y"],
    shown: "Shift Ctrl Z",
    does: "Redo",
    group: "Connect and edit",
    run: () => board().redo(),
  },

  {
    keys: ["ctrl+a"],
    shown: "Ctrl A",
    does: "Select everything",
    group: "Select and move",
    run: commands.selectAll,
  },
  { keys: ["escape"], shown: "Esc", does: "Select nothing", group: "Select and move", run: escape },
  { keys: ["ctrl+c"], shown: "Ctrl C", does: "Copy", group: "Select and move" },
  { keys: ["ctrl+x"], shown: "Ctrl X", does: "Cut", group: "Select and move" },
  {
    keys: ["ctrl+v"],
    shown: "Ctrl V",
    does: "Paste, from another tab too",
    group: "Select and move",
  },
  {
    keys: ["ctrl+d"],
    shown: "Ctrl D",
    does: "Duplicate",
    group: "Select and move",
    run: copying.duplicate,
  },
  {
    keys: ["l"],
    shown: "L",
    does: "Align to grid",
    group: "Select and move",
    run: commands.alignToGrid,
  },
  ...arrows("", "← ↑ → ↓", "Move", GRID / 5),
  ...arrows("shift+", "Shift ←", "Move by a grid step", GRID),

  ...views.map((item): KeyBinding => ({
    keys: [item.key.toLowerCase()],
    shown: item.key,
    does: `${item.name} of the selection`,
    group: "Views",
    run: () => viewing.openView(item.id),
  })),
  { keys: ["0"], shown: "0", does: "Show the whole board", group: "Views", run: () => fit() },
  { keys: ["+", "="], shown: "+", does: "Zoom in", group: "Views", run: () => zoomBy(1.25) },
  { keys: ["-"], shown: "−", does: "Zoom out", group: "Views", run: () => zoomBy(0.8) },

  {
    keys: ["ctrl+o"],
    shown: "Ctrl O",
    does: "Open a file",
    group: "Page",
    run: () => document.getElementById("open-file")?.click(),
  },
  {
    keys: ["ctrl+s"],
    shown: "Ctrl S",
    does: "Save to a file",
    group: "Page",
    run: () => void board().saveFile(),
  },
  {
    keys: ["h"],
    shown: "H",
    does: "Projector: the board alone, larger",
    group: "Page",
    run: () => board().setProjector(!board().projector),
  },
  {
    keys: ["?"],
    shown: "?",
    does: "This list",
    group: "Page",
    run: () => useEditor.getState().set({ help: !useEditor.getState().help }),
  },
];

const byKey = new Map(keyTable.flatMap((binding) => binding.keys.map((key) => [key, binding])));

export interface Stroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The binding of a key stroke. Shift counts only where the character does not show it. */
export function bindingOf(stroke: Stroke): KeyBinding | undefined {
  if (stroke.altKey) {
    return undefined;
  }
  const ctrl = stroke.ctrlKey || stroke.metaKey ? "ctrl+" : "";
  const key = stroke.key.toLowerCase();
  const letter = key.length === 1 && key.toUpperCase() === key;
  const shift = stroke.shiftKey && !letter ? "shift+" : "";
  return byKey.get(ctrl + shift + key);
}
