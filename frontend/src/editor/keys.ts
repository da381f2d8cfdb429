import { cycleRegion } from "../access/regions";
import { useBoard } from "../state/board";
import { toggleHistory } from "../history/store";
import { toggleSound } from "../sound/sound";
import * as adding from "./adding";
import { openSelectedMatrix } from "../matrix/store";
import * as commands from "./commands";
import { arrows, change, editSelection, escape, runOrPause } from "./keyactions";
import type { KeyBinding, KeyId, Stroke } from "./keybinding";
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

const board = useBoard.getState;

/** All keys of the board, and what they do. */
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
