import { useRef, type ReactElement } from "react";
import { shownKey } from "../editor/keys";
import { Icon } from "../look/icons";
import { ago } from "../history/when";
import { definitionsOf } from "../models/draft";
import { editModel, newModel, showReference } from "../models/store";
import type { MenuSection } from "../shared/Menu";
import { useBoard } from "../state/board";
import { MenuButton } from "./MenuButton";

const RECENT = 8;

/** New, open, save, the examples and the boards kept on this computer. */
export function FileMenu(): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const openFile = useBoard((state) => state.openFile);

  const sections = (): MenuSection[] => {
    const state = useBoard.getState();
    return [
      {
        actions: [
          { label: "New board", onSelect: () => void state.newBoard() },
          { label: "Open file", keys: shownKey("open"), onSelect: () => input.current?.click() },
          { label: "Save to file", keys: shownKey("save"), onSelect: () => void state.saveFile() },
        ],
      },
      {
        title: "Models",
        actions: [
          { label: "New model …", onSelect: () => newModel() },
          ...definitionsOf(state.records).map((definition) => ({
            label: `Edit ${definition.title}`,
            onSelect: () => editModel(definition),
          })),
          { label: "All models", onSelect: () => showReference() },
        ],
      },
      {
        title: "Examples",
        actions: state.examples.map(({ id, title, minutes }) => ({
          label: title,
          detail: `${minutes} min`,
          onSelect: () => void state.openExample(id),
        })),
      },
      {
        title: "Recent boards",
        actions: state.boards
          .filter(({ id, nodes }) => id !== state.boardId && nodes > 0)
          .slice(0, RECENT)
          .map(({ id, title, modified }) => ({
            label: title,
            detail: ago(modified),
            onSelect: () => state.openBoard(id),
          })),
      },
    ];
  };

  return (
    <>
      <MenuButton
        name="File"
        tip="New, open, save, examples"
        className="icon-button"
        alignRight
        sections={sections}
        onOpen={() => void useBoard.getState().refreshBoards()}
      >
        <Icon name="file" />
      </MenuButton>
      <input
        ref={input}
        id="open-file"
        type="file"
        accept=".json,application/json"
        className="visually-hidden"
        tabIndex={-1}
        aria-label="File to open"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) void openFile(file);
        }}
      />
    </>
  );
}
