import { memo, type ReactElement } from "react";
import { Picture } from "../../look/icons";
import type { PaletteItem } from "../items";
import { useDragOut } from "./useDragOut";

interface Props {
  item: PaletteItem;
  /** A picture alone, with its name in the tooltip. */
  rail: boolean;
  /** It has been placed. */
  onPlaced?: () => void;
}

/** Something to place: a press puts it in the middle of the board, a drag where it is dropped. */
export const ItemRow = memo(function ItemRow({ item, rail, onPlaced }: Props): ReactElement {
  const drag = useDragOut(item, onPlaced);
  const hint = `${item.hint.charAt(0).toLowerCase()}${item.hint.slice(1)}`;
  return (
    <button
      type="button"
      className="palette-row"
      data-palette={item.id}
      aria-label={item.name}
      data-tip={rail ? `${item.name}: ${hint}` : item.hint}
      data-tip-keys={item.key}
      data-tip-side="right"
      {...drag}
    >
      <Picture name={item.picture} />
      {!rail && <span>{item.name}</span>}
    </button>
  );
});
