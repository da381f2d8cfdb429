import { cycleRegion } from "../access/regions";
import { useBoard } from "../state/board";
import { toggleHistory } from "../history/store";
import { toggleSound } from "../sound/sound";
import { isAnnotation, isEdge, type ViewKind } from "../state/records";
import * as adding from "./adding";
import { adjust } from "./adjust";
import { openSelectedMatrix } from "../matrix/store";
import * as commands from "./commands";
import { tidy } from "./arrange/commands";
import { openFind } from "./find/store";
import { probeChosen, stepCell } from "./groups/cells";
import { groupNeurons, splitPopulation } from "./groups/regroup";
import { notes, placeItems, views } from "./items";
import { chooseViewByKey } from "./menus/viewMenu";
import { GRID } from "./place";
import { openQuickByKey } from "./quick/open";
import { togglePoke, useEditor } from "./ui";
import { fit, zoomBy } from "./view";
import * as copying from "./copying";
import * as viewing from "./viewing";
import { walk } from "./walk";

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
const change = (by: 1 | -1) => (): void => adjust(by, pressed("adjust"));

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
function editSelection(): void {
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

export const keyTable: readonly KeyBinding[] = [
  {
    id: "add",
    keys: ["/", "ctrl+k"],
    shown: "/",
    does: "Type to add",
    group: "Add",
    run: openQuickByKey,
  },
  ...[...placeItems, ...notes].map((item): KeyBinding => ({
    keys: [item.key.toLowerCase()],
    shown: item.key,
    does: item.name,
    group: "Add",
    run: () => adding.useByKey(item),
  })),
  {
    id: "inject",
    keys: ["d"],
    shown: "D",
    does: "Drive: inject a current into the selection",
    group: "Add",
    run: adding.injectCurrent,
  },
  {
    id: "next",
    keys: ["3"],
    shown: "3",
    does: "Next neuron, connected from the selection",
    group: "Add",
    run: adding.addNext,
  },

  { id: "run", keys: [" "], shown: "Space", does: "Run or pause", group: "Run", run: runOrPause },
  {
    id: "step",
    keys: ["."],
    shown: ".",
    does: "One time step",
    group: "Run",
    run: () => board().control("step"),
  },
  {
    id: "clear",
    keys: ["c"],
    shown: "C",
    does: "Clear activity: back to the start",
    group: "Run",
    run: () => board().control("reset"),
  },

  {
    id: "poke",
    keys: ["e"],
    shown: "E",
    does: "Poke: kick neurons with the pointer",
    group: "Run",
    run: togglePoke,
  },
  {
    id: "from",
    keys: ["1"],
    shown: "1",
    does: "Take the selection as sources",
    group: "Connect and edit",
    run: commands.markSources,
  },
  {
    id: "to",
    keys: ["2"],
    shown: "2",
    does: "Connect the sources to the selection",
    group: "Connect and edit",
    run: commands.connectMarked,
  },
  {
    id: "randomise",
    keys: ["r"],
    shown: "R",
    does: "Randomise weights of the selection",
    group: "Connect and edit",
    run: commands.randomise,
  },
  {
    keys: ["arrowup"],
    shown: "↑ ↓",
    does: "More or less activity, or weight",
    group: "Connect and edit",
    run: change(1),
  },
  {
    keys: ["arrowdown"],
    shown: "↓",
    does: "Less activity, or weight",
    group: "Connect and edit",
    run: change(-1),
    unlisted: true,
  },
  {
    id: "edit",
    keys: ["enter"],
    shown: "Enter",
    does: "Edit the selected connection or node",
    group: "Connect and edit",
    run: editSelection,
  },
  {
    id: "rename",
    keys: ["f2"],
    shown: "F2",
    does: "Rename",
    group: "Connect and edit",
    run: commands.rename,
  },
  {
    id: "delete",
    keys: ["delete", "backspace"],
    shown: "Delete",
    does: "Delete the selection",
    group: "Connect and edit",
    run: commands.removeSelection,
  },
  {
    id: "undo",
    keys: ["ctrl+z"],
    shown: "Ctrl Z",
    does: "Undo, also while running",
    group: "Connect and edit",
    run: () => board().undo(),
  },
  {
    id: "redo",
    keys: ["ctrl+shift+z", "ctrl+y"],
    shown: "Shift Ctrl Z",
    does: "Redo",
    group: "Connect and edit",
    run: () => board().redo(),
  },

  {
    id: "all",
    keys: ["ctrl+a"],
    shown: "Ctrl A",
    does: "Select everything",
    group: "Select and move",
    run: commands.selectAll,
  },
  { keys: ["escape"], shown: "Esc", does: "Select nothing", group: "Select and move", run: escape },
  { id: "copy", keys: ["ctrl+c"], shown: "Ctrl C", does: "Copy", group: "Select and move" },
  { keys: ["ctrl+x"], shown: "Ctrl X", does: "Cut", group: "Select and move" },
  {
    id: "paste",
    keys: ["ctrl+v"],
    shown: "Ctrl V",
    does: "Paste, from another tab too",
    group: "Select and move",
  },
  {
    id: "duplicate",
    keys: ["ctrl+d"],
    shown: "Ctrl D",
    does: "Duplicate",
    group: "Select and move",
    run: copying.duplicate,
  },
  {
    id: "find",
    keys: ["ctrl+f"],
    shown: "Ctrl F",
    does: "Find by name, model, parameter or note",
    group: "Select and move",
    run: openFind,
  },
  {
    id: "group",
    keys: ["ctrl+g"],
    shown: "Ctrl G",
    does: "Group neurons into a population",
    group: "Connect and edit",
    run: () => void groupNeurons(),
  },
  {
    id: "split",
    keys: ["ctrl+shift+g"],
    shown: "Shift Ctrl G",
    does: "Split a population into single neurons",
    group: "Connect and edit",
    run: () => void splitPopulation(),
  },
  {
    id: "tidy",
    keys: ["shift+l"],
    shown: "Shift L",
    does: "Lay out from left to right",
    group: "Select and move",
    run: () => void tidy(),
  },
  {
    id: "grid",
    keys: ["l"],
    shown: "L",
    does: "Align to grid",
    group: "Select and move",
    run: commands.alignToGrid,
  },
  {
    keys: ["arrowleft"],
    shown: "← →",
    does: "Select the node before, or after",
    group: "Select and move",
    run: () => walk(-1),
  },
  {
    keys: ["arrowright"],
    shown: "→",
    does: "Select the node after",
    group: "Select and move",
    run: () => walk(1),
    unlisted: true,
  },
  ...arrows("shift+", "Shift ←", "Move by a grid step", GRID),
  ...arrows("ctrl+", "Ctrl ←", "Move a little", GRID / 5),

  ...views.map((item): KeyBinding => ({
    id: item.id,
    keys: [item.key.toLowerCase()],
    shown: item.key,
    does: `${item.name} of the selection`,
    group: "Views",
    run: () => {
      if (item.id !== "trace" || !probeChosen()) viewing.openView(item.id);
    },
  })),
  {
    id: "matrix",
    keys: ["shift+enter"],
    shown: "Shift Enter",
    does: "Edit the weight matrix of the selected connection",
    group: "Connect and edit",
    run: openSelectedMatrix,
  },
  {
    id: "views",
    keys: ["shift+v"],
    shown: "Shift V",
    does: "Other views of the selection, or of the board",
    group: "Views",
    run: chooseViewByKey,
  },
  {
    keys: ["]"],
    shown: "]",
    does: "Next cell of the population; T shows its trace",
    group: "Views",
    run: () => stepCell(1),
  },
  {
    keys: ["["],
    shown: "[",
    does: "Previous cell of the population",
    group: "Views",
    run: () => stepCell(-1),
  },
  {
    id: "fit",
    keys: ["0"],
    shown: "0",
    does: "Show the whole board",
    group: "Views",
    run: () => fit(),
  },
  {
    id: "zoom-in",
    keys: ["+", "="],
    shown: "+",
    does: "Zoom in",
    group: "Views",
    run: () => zoomBy(1.25),
  },
  {
    id: "zoom-out",
    keys: ["-"],
    shown: "−",
    does: "Zoom out",
    group: "Views",
    run: () => zoomBy(0.8),
  },

  {
    id: "open",
    keys: ["ctrl+o"],
    shown: "Ctrl O",
    does: "Open a file",
    group: "Page",
    run: () => document.getElementById("open-file")?.click(),
  },
  {
    id: "save",
    keys: ["ctrl+s"],
    shown: "Ctrl S",
    does: "Save to a file",
    group: "Page",
    run: () => void board().saveFile(),
  },
  {
    id: "history",
    keys: ["y"],
    shown: "Y",
    does: "History: every step, and named versions",
    group: "Page",
    run: toggleHistory,
  },
  {
    keys: ["z"],
    shown: "Z",
    does: "Spikes click, or are silent",
    group: "Page",
    run: toggleSound,
  },
  {
    id: "projector",
    keys: ["h"],
    shown: "H",
    does: "Projector: the board alone, larger",
    group: "Page",
    run: () => board().setProjector(!board().projector),
  },
  {
    id: "text",
    keys: ["q"],
    shown: "Q",
    does: "Circuit as text, to read or to hear",
    group: "Page",
    run: () => useEditor.getState().set({ text: !useEditor.getState().text }),
  },
  {
    keys: ["f6"],
    shown: "F6",
    does: "Next region: board, inspector, dock, bar",
    group: "Page",
    run: () => cycleRegion(1),
  },
  {
    keys: ["shift+f6"],
    shown: "Shift F6",
    does: "Region before",
    group: "Page",
    run: () => cycleRegion(-1),
    unlisted: true,
  },
  {
    id: "help",
    keys: ["?"],
    shown: "?",
    does: "This list",
    group: "Page",
    run: () => useEditor.getState().set({ help: !useEditor.getState().help }),
  },
];

const byKey = new Map(keyTable.flatMap((binding) => binding.keys.map((key) => [key, binding])));

/** The key of a binding as a person reads it, for menus and tooltips. */
export function shownKey(id: KeyId): string {
  return keyTable.find((binding) => binding.id === id)?.shown ?? "";
}

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
