import { useMemo, useState, type ReactElement } from "react";
import { Formula } from "../inspector/Formula";
import { Choice } from "../inspector/Section";
import { Dialog } from "../shared/Dialog";
import { useBoard } from "../state/board";
import type { Definition } from "../wire/types";
import {
  definitionsOf,
  emptyDefinition,
  freeName,
  kinds,
  nameOf,
  parameter,
  withStates,
} from "./draft";
import { EntryFields } from "./EntryFields";
import { ModelPreview } from "./ModelPreview";
import { useModels, fresh, save } from "./store";
import { templates } from "./templates";
import { unknownName } from "./marks";
import { useCheck } from "./useCheck";
import "./models.css";

/** The dialog in which a model is typed; null while it is closed. */
export function ModelEditor(): ReactElement | null {
  const open = useModels((state) => state.open === "editor");
  return open ? <Editor /> : null;
}

const MODEL_TITLES: Record<Definition["of"], string> = {
  neuron: "neuron",
  synapse: "synapse",
  stimulus: "stimulus",
  plasticity: "learning rule",
};

function Editor(): ReactElement {
  const draft = useModels((state) => state.draft);
  const editing = useModels((state) => state.editing);
  const set = useModels((state) => state.set);
  const records = useBoard((state) => state.records);
  const [sentence, setSentence] = useState<string | null>(null);
  const taken = useMemo(
    () =>
      new Set(
        definitionsOf(records)
          .map(({ name }) => name)
          .filter((name) => name !== editing),
      ),
    [records, editing],
  );
  const named = useMemo(() => {
    if (editing !== null) return draft;
    return { ...draft, name: freeName(nameOf(draft.title), taken) };
  }, [draft, editing, taken]);
  const check = useCheck(named);
  const change = (part: Partial<Definition>): void => {
    const next = { ...draft, ...part };
    set({ draft: part.equations === undefined ? next : withStates(next) });
  };
  const unknown = [
    ...new Set(check.problems.map(({ message }) => unknownName(message)).filter((n) => n !== null)),
  ].filter((name) => draft.parameters.every((entry) => entry.name !== name));
  const ready = !check.pending && check.problems.length === 0 && check.entry !== null;
  const close = (): void => set({ open: null });

  return (
    <Dialog
      name={editing === null ? `New ${MODEL_TITLES[draft.of]}` : `Edit “${draft.title}”`}
      className="models-editor"
      onClose={close}
      tools={editing === null ? <Beginning draft={draft} /> : undefined}
    >
      <div className="models-columns">
        <form
          className="models-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (ready) save(named, editing);
          }}
        >
          <label className="models-title">
            <span>Name</span>
            <input
              type="text"
              value={draft.title}
              maxLength={200}
              placeholder="What it is called in the palette"
              autoComplete="off"
              onChange={(event) => change({ title: event.target.value })}
            />
            <small>
              In files: <code>{named.name}</code>
            </small>
          </label>
          <EntryFields
            definition={draft}
            problems={check.problems}
            onChange={change}
            onProblem={setSentence}
          />
          {unknown.length > 0 && (
            <div className="models-fix">
              {unknown.map((name) => (
                <button
                  key={name}
                  type="button"
                  className="button"
                  onClick={() => change({ parameters: [...draft.parameters, parameter(name, 1)] })}
                >
                  Add parameter <code>{name}</code>
                </button>
              ))}
            </div>
          )}
          {sentence !== null && (
            <p className="field-problem" role="alert">
              {sentence}
            </p>
          )}
          <button type="submit" hidden disabled={!ready} />
        </form>
        <aside className="models-side" aria-label="Preview">
          {check.latex.length > 0 ? (
            <Formula lines={check.latex} />
          ) : (
            <p className="models-empty">The formula appears here once the equations can be read.</p>
          )}
          {ready && <ModelPreview definition={named} />}
        </aside>
      </div>
      <footer className="models-foot">
        <p role="status">
          {check.failure ??
            (check.pending
              ? "Checking"
              : check.problems.length === 1
                ? "1 thing to mend"
                : check.problems.length > 1
                  ? `${check.problems.length} things to mend`
                  : "")}
        </p>
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
        <button
          type="button"
          className="button button-main"
          disabled={!ready}
          onClick={() => save(named, editing)}
        >
          {editing === null ? "Add to board" : "Save"}
        </button>
      </footer>
    </Dialog>
  );
}

/** What a new model is, and what it starts from. */
function Beginning({ draft }: { draft: Definition }): ReactElement {
  const set = useModels((state) => state.set);
  const start = (definition: Definition): void => set({ draft: fresh(definition), editing: null });
  const mine = templates.filter((template) => template.of === draft.of);
  return (
    <>
      <Choice
        name="Kind of model"
        value={draft.of}
        options={kinds.map(({ of, title }) => ({ value: of, title }))}
        onChange={(of) =>
          start(templates.find((t) => t.of === of)?.definition ?? emptyDefinition(of))
        }
      />
      <Choice
        name="Start from"
        value=""
        options={[
          { value: "", title: "Start from …" },
          ...mine.map(({ id, title }) => ({ value: id, title })),
          { value: "nothing", title: "Nothing" },
        ]}
        onChange={(id) => {
          if (id === "") return;
          start(mine.find((t) => t.id === id)?.definition ?? emptyDefinition(draft.of));
        }}
      />
    </>
  );
}
