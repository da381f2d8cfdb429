import type { ReactElement } from "react";
import { openMatrix } from "../../matrix/store";
import { edgeName } from "../../shared/names";
import { useBoard } from "../../state/board";
import { isEdge } from "../../state/records";
import type { Weights } from "../../wire/types";

/** Opens the editor of each matrix that a view shows. */
export function EditChoice(props: { view: Weights; onClose: () => void }): ReactElement {
  const records = useBoard((state) => state.records);
  const catalog = useBoard((state) => state.catalog);
  const edges = props.view.of.map(({ edge }) => records.get(edge ?? "")).filter(isEdge);
  return (
    <div className="popup-buttons">
      {edges.map((edge) => (
        <button
          key={edge.id}
          type="button"
          className="button"
          onClick={() => {
            props.onClose();
            openMatrix(edge.id);
          }}
        >
          {edges.length === 1 ? "Edit matrix" : `Edit ${edgeName(edge, records, catalog)}`}
        </button>
      ))}
    </div>
  );
}
