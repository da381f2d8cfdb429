import { create } from "zustand";
import type { PlaceItem } from "../editor/items";
import { shapeOf } from "../editor/nodes/shapes";
import { freePlace, makeNode } from "../editor/place";
import { canvasCentre, toBoard } from "../editor/view";
import { useBoard } from "../state/board";
import type { NodeRecord, Records } from "../state/records";
import type { Catalog, Definition } from "../wire/types";
import { emptyDefinition } from "./draft";
import { followers } from "./followers";
import { templates } from "./templates";

/** Which dialog of models is open, and what is being typed in it. */
interface ModelsState {
  open: "editor" | "reference" | null;
  draft: Definition;
  /** Name in the document of the model that is edited; null for a new one. */
  editing: string | null;
  /** What the list of models shows first. */
  shown: string | null;
  set: (state: Partial<Omit<ModelsState, "set">>) => void;
}

const KEPT = "neuroboard-model-draft";

/** The draft survives a dialog closed by accident, and a reload. */
function kept(): { draft: Definition; editing: string | null } | null {
  try {
    const text = sessionStorage.getItem(KEPT);
    if (text === null) return null;
    const { draft, editing } = JSON.parse(text) as Pick<ModelsState, "draft" | "editing">;
    return { draft: { ...emptyDefinition(draft.of), ...draft }, editing };
  } catch {
    // Nothing can be kept here, or what was kept is of another version.
    return null;
  }
}

export const useModels = create<ModelsState>()((set) => ({
  open: null,
  draft: emptyDefinition("neuron"),
  editing: null,
  shown: null,
  ...kept(),
  set,
}));

useModels.subscribe(({ draft, editing }, before) => {
  if (draft === before.draft && editing === before.editing) return;
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ draft, editing }));
  } catch {
    // Without storage the draft lives as long as the page.
  }
});

/** Open the editor where it was left; the first time with a template to start from. */
export function newModel(of: Definition["of"] = "neuron"): void {
  const { draft, editing, set } = useModels.getState();
  const begun = draft.equations !== "" || draft.expression !== "";
  if (begun && editing === null && draft.of === of) {
    set({ open: "editor" });
    return;
  }
  const first = templates.find((template) => template.of === of)?.definition;
  set({ open: "editor", editing: null, draft: fresh(first ?? emptyDefinition(of)) });
}

/** Open the editor with a model of the document. */
export function editModel(definition: Definition): void {
  useModels.getState().set({ open: "editor", draft: definition, editing: definition.name });
}

/** Open the editor with a copy of something. */
export function startFrom(definition: Definition): void {
  useModels.getState().set({ open: "editor", draft: fresh(definition), editing: null });
}

/** Open the list of all models, at one of them if its name is given. */
export function showReference(name: string | null = null): void {
  useModels.getState().set({ open: "reference", shown: name });
}

/** The same content as a record of its own. */
export function fresh(definition: Definition): Definition {
  return { ...definition, id: emptyDefinition(definition.of).id, name: "" };
}

/** Put the draft into the document, one step of undo: a new neuron or stimulus with one of it on the
 * board; a model that was there with the nodes and edges that run it, which follow a new name and
 * lose values of parameters and states that are gone. */
export function save(draft: Definition, editing: string | null): void {
  const { edit, records, catalog, select } = useBoard.getState();
  const title = draft.title === "" ? draft.name : draft.title;
  const definition = { ...draft, title };
  const users = editing === null ? [] : followers(records, { ...draft, name: editing }, draft);
  const first = editing === null ? firstOf(definition, records, catalog) : null;
  edit(
    { put: [definition, ...users, ...(first ? [first] : [])] },
    { label: editing === null ? `New model ${title}` : `Edit model ${title}` },
  );
  if (first) select([first.id]);
  useModels.getState().set({ open: null, editing: null, draft: emptyDefinition(draft.of) });
}

/** A node that runs a new model, in a free place in the middle of what is seen. */
function firstOf(
  { of, name, title }: Definition,
  records: Records,
  catalog: Catalog | null,
): NodeRecord | null {
  if (of !== "neuron" && of !== "stimulus") return null;
  const item: PlaceItem = {
    kind: of === "neuron" ? "neurons" : "stimulus",
    id: name,
    name: title,
    picture: "undetermined",
    hint: "",
    key: "",
    model: name,
    size: 1,
    sign: null,
    label: title,
  };
  const at = toBoard(canvasCentre());
  const shape = shapeOf(makeNode(item, at, records, catalog), item.sign);
  return makeNode(item, freePlace(at, records, shape), records, catalog);
}
