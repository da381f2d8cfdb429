import { KINDS } from "../../dock/kinds";
import { Picture } from "../../look/icons";
import type { MenuAction, MenuSection } from "../../shared/Menu";
import { isEmpty, useBoard } from "../../state/board";
import { isViewKind } from "../../state/newview";
import { isNode, type ViewKind } from "../../state/records";
import type { AnyRecord } from "../../wire/types";
import { views as items } from "../items";
import type { Point } from "../place";
import { useEditor } from "../ui";
import { openView, watchable } from "../viewing";

/** The menu of all kinds of views. */

const board = useBoard.getState;

/** What a view of a kind would show of the selection or, where that offers nothing, of the board:
 * all that spikes in views of spikes, else the largest thing that it can show. */
export function offered(kind: ViewKind): string[] {
  const { records, catalog, selection } = board();
  if (watchable(kind, selection).length > 0) return [...selection];
  const { offer } = KINDS[kind];
  const all = [...records.values()].filter((record) => offer(record.id, records, catalog) !== null);
  if (kind === "raster" || kind === "rate") return all.map(({ id }) => id);
  const size = (record: AnyRecord): number => (isNode(record) ? record.size : 1);
  const largest = Math.max(0, ...all.map(size));
  return all
    .filter((record) => size(record) === largest)
    .slice(0, 1)
    .map(({ id }) => id);
}

/** Open the menu of all kinds of views at a place of the window. */
export function chooseView(at: Point): void {
  useEditor.getState().set({ menu: { at, about: "views", id: null } });
}

/** The same from the keyboard: beside the views. */
export function chooseViewByKey(): void {
  const dock = document.querySelector(".dock")?.getBoundingClientRect();
  chooseView(dock ? { x: dock.left + 16, y: dock.top + 16 } : { x: 240, y: 200 });
}

/** The kinds of views that there are, those that can show something first to last. */
export function viewSections(): MenuSection[] {
  const { selection, records, catalog } = board();
  const keys = new Map(items.map(({ id, key }) => [id, key]));
  const action = (kind: ViewKind): MenuAction => {
    const { name, picture } = KINDS[kind];
    const ids = offered(kind);
    const key = keys.get(kind);
    return {
      label: name,
      picture: <Picture name={picture} />,
      onSelect: () => openView(kind, ids),
      ...(ids.length === 0 ? { why: KINDS[kind].missing } : {}),
      ...(key === undefined ? {} : { keys: key }),
    };
  };
  const kinds = Object.keys(KINDS).filter(isViewKind);
  return [
    {
      title: selection.size > 0 ? "View of the selection" : "Add view",
      ...(catalog === null
        ? { note: "The models are on their way; what can be shown is not known yet." }
        : isEmpty(records)
          ? { note: "There is nothing to show yet. Place a neuron first." }
          : {}),
      actions: kinds.filter((kind) => KINDS[kind].ofEdges !== true).map(action),
    },
    { actions: kinds.filter((kind) => KINDS[kind].ofEdges === true).map(action) },
  ];
}
