import { shownKey } from "../editor/keys";
import { chooseViewByKey } from "../editor/menus/viewMenu";
import { viewFor, watchedIn } from "../dock/drop";
import type { MenuAction } from "../shared/Menu";
import { useBoard } from "../state/board";

const WORDS = { trace: "Show trace", raster: "Show raster", weights: "Show weights" } as const;

/** What the menu of the panel offers for a record: its views, and its end. */
export function recordActions(id: string): MenuAction[] {
  const { records, catalog, openView, edit, select } = useBoard.getState();
  const first = viewFor(id, records, catalog);
  const kinds = (["trace", "raster", "weights"] as const).filter(
    (kind) => kind === first || watchedIn(kind, id, records, catalog) !== null,
  );
  const views = kinds.flatMap((kind): MenuAction[] => {
    const watched = watchedIn(kind, id, records, catalog);
    return watched ? [{ label: WORDS[kind], onSelect: () => openView(kind, [watched]) }] : [];
  });
  return [
    ...views,
    {
      label: "Other views",
      keys: shownKey("views"),
      onSelect: () => {
        select([id]);
        chooseViewByKey();
      },
    },
    { label: "Delete", onSelect: () => edit({ remove: [id] }, { label: "Delete" }) },
  ];
}
