import { acknowledged } from "../../state/acknowledged";
import { regroup as ask, ApiError } from "../../state/api";
import { useBoard } from "../../state/board";
import { isNode } from "../../state/records";
import { onlyPopulation } from "./cells";

/** A population into single neurons, and neurons into a population; each is one step of undo. */

const board = useBoard.getState;

/** Split the selected population, or one by its id. */
export async function splitPopulation(
  id: string | undefined = onlyPopulation()?.id,
): Promise<void> {
  if (id === undefined) {
    board().notify("Select one population first, then split it into single neurons.", "info");
    return;
  }
  await regroup({ split: id }, "Split into single neurons");
}

/** Group the selected neurons into a population. */
export async function groupNeurons(): Promise<void> {
  const { records, selection, notify } = board();
  const nodes = [...selection].filter((id) => isNode(records.get(id)));
  if (nodes.length < 2) {
    notify("Select two or more neurons of one model first, then group them.", "info");
    return;
  }
  await regroup({ group: nodes }, "Group into a population");
}

async function regroup(
  what: { split: string } | { group: string[] },
  label: string,
): Promise<void> {
  const { boardId } = board();
  if (boardId === null) return;
  try {
    // The server works on what it has stored: what has just been done is to be in it.
    await acknowledged();
    const { edit } = await ask(boardId, what);
    if (board().boardId !== boardId) return;
    board().edit(edit, { label });
    board().select(edit.put.filter(isNode).map(({ id }) => id));
  } catch (error) {
    const problems = error instanceof ApiError ? error.problems : [];
    if (problems.length === 0) throw error;
    for (const problem of problems) board().notify(problem);
  }
}
