import { viewFor, watchedIn } from "../dock/drop";
import type { MenuAction } from "../shared/Menu";
import { useBoard } from "../state/board";

const WORDS = { trace: "Show trace", raster: "Show raster", weights: "Show weights" } as const;

/** What the menu of the panel offers for a record: its views, and its end. */
export function recordActions(id: string): MenuAction[] {
  const { records, catalog, openView, edit } = useBoard.getState();
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
    { label: "Delete", onSelect: () => edit({ remove: [id] }, { label: "Delete" }) },
  ];
}
