import { useEffect, useMemo, useRef, useState, type ReactElement } from "react";
import { Formula } from "../inspector/Formula";
import { Dialog } from "../shared/Dialog";
import { formatNumber } from "../shared/format";
import { MathSymbol } from "../shared/MathSymbol";
import { fetchCopy } from "../state/api";
import { useBoard } from "../state/board";
import type { CatalogParameter } from "../wire/types";
import { definitionsOf } from "./draft";
import { matching, pagesOf, type Page } from "./pages";
import { editModel, startFrom, useModels } from "./store";
import "./reference.css";

/** Every model with its equations and parameters, made of the catalog; null while it is closed. */
export function ModelReference(): ReactElement | null {
  const open = useModels((state) => state.open === "reference");
  return open ? <Reference /> : null;
}

function Reference(): ReactElement {
  const set = useModels((state) => state.set);
  const shown = useModels((state) => state.shown);
  const catalog = useBoard((state) => state.catalog);
  const [text, setText] = useState("");
  const pages = useMemo(() => pagesOf(catalog), [catalog]);
  const found = matching(pages, text);
  const page = found.find(({ key }) => key === shown) ?? found[0];
  const body = useRef<HTMLElement>(null);
  useEffect(() => {
    if (body.current) body.current.scrollTop = 0;
  }, [page]);
  const groups = [...new Set(found.map(({ group }) => group))];
  return (
    <Dialog name="Models" className="reference" onClose={() => set({ open: null })}>
      <div className="reference-columns">
        <nav aria-label="Models">
          <input
            type="search"
            aria-label="Find a model"
            placeholder="Find a model or a parameter"
            value={text}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
          />
          {groups.map((group) => (
            <section key={group}>
              <h3>{group}</h3>
              {found
                .filter((entry) => entry.group === group)
                .map(({ key, title }) => (
                  <button
                    key={key}
                    type="button"
                    aria-current={key === page?.key}
                    onClick={() => set({ shown: key })}
                  >
                    {title}
                  </button>
                ))}
            </section>
          ))}
          {found.length === 0 && (
            <p>Nothing by that name. Try a part of it, or a parameter such as tau_m.</p>
          )}
        </nav>
        <article ref={body} tabIndex={0} aria-label={page?.title}>
          {page && <PageOf key={page.key} page={page} />}
        </article>
      </div>
    </Dialog>
  );
}

function PageOf({ page }: { page: Page }): ReactElement {
  return (
    <>
      <h3>
        {page.title} <code>{page.name}</code>
      </h3>
      <p>{page.summary}</p>
      <CopyButton page={page} />
      {page.latex.length > 0 && <Formula lines={page.latex} />}
      {page.states.length > 0 && (
        <>
          <h4>Variables</h4>
          <table>
            <tbody>
              {page.states.map((state) => (
                <tr key={state.name}>
                  <th scope="row">
                    <MathSymbol latex={state.symbol} />
                  </th>
                  <td>
                    <code>{state.name}</code>
                  </td>
                  <td>{state.meaning}</td>
                  <td className="num">
                    begins at{" "}
                    {typeof state.initial === "number"
                      ? formatNumber(state.initial)
                      : state.initial}{" "}
                    {state.unit}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {page.parameters.length > 0 && (
        <>
          <h4>Parameters</h4>
          <table>
            <thead>
              <tr>
                <th scope="col">Symbol</th>
                <th scope="col">Name</th>
                <th scope="col">Meaning</th>
                <th scope="col">Default</th>
                <th scope="col">Allowed</th>
              </tr>
            </thead>
            <tbody>
              {page.parameters.map((parameter) => (
                <ParameterLine key={parameter.name} parameter={parameter} />
              ))}
            </tbody>
          </table>
        </>
      )}
      {page.presets.length > 0 && (
        <>
          <h4>Presets</h4>
          <ul className="reference-presets">
            {page.presets.map(({ name, title, note, params }) => (
              <li key={name}>
                <b>{title}</b>
                {note !== "" && <span> {note}</span>}
                <small className="num">
                  {Object.entries(params)
                    .map(([key, value]) => `${key} = ${formatNumber(value)}`)
                    .join(", ")}
                </small>
              </li>
            ))}
          </ul>
        </>
      )}
      {page.source !== "" && (
        <p className="reference-source">
          <span>Source</span> {page.source}
        </p>
      )}
    </>
  );
}

/** Opens the editor with the texts of a model, or with the model itself where it is one's own. */
function CopyButton({ page: { of, name, title } }: { page: Page }): ReactElement | null {
  const records = useBoard((state) => state.records);
  const [note, setNote] = useState<string | null>(null);
  if (of === null) return null;
  const own = definitionsOf(records).find((entry) => entry.of === of && entry.name === name);
  const copy = async (): Promise<void> => {
    try {
      const definition = await fetchCopy(of, name);
      if (definition) startFrom({ ...definition, title: `${title}, copy` });
      else setNote("This model does more than equations can say: it cannot be copied as text.");
    } catch (error) {
      setNote(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <p className="reference-copy">
      {own ? (
        <button type="button" className="button" onClick={() => editModel(own)}>
          Edit model
        </button>
      ) : (
        <button type="button" className="button" onClick={() => void copy()}>
          Copy as a new model
        </button>
      )}
      {note !== null && <span role="status">{note}</span>}
    </p>
  );
}

function ParameterLine({ parameter }: { parameter: CatalogParameter }): ReactElement {
  const { name, symbol, meaning, unit, low, high } = parameter;
  return (
    <tr>
      <th scope="row">
        <MathSymbol latex={symbol} />
      </th>
      <td>
        <code>{name}</code>
      </td>
      <td>{meaning}</td>
      <td className="num">
        {defaultOf(parameter)} {unit}
      </td>
      <td className="num">{parameter.kind === "number" ? bounds(low, high) : ""}</td>
    </tr>
  );
}

function defaultOf({ default: value }: CatalogParameter): string {
  if (typeof value === "number") return formatNumber(value);
  return typeof value === "string" ? value : value.map((entry) => formatNumber(entry)).join(", ");
}

const UNBOUNDED = 1e9;

function bounds(low: number, high: number): string {
  const below = low <= -UNBOUNDED ? "" : `from ${formatNumber(low)}`;
  const above = high >= UNBOUNDED ? "" : `to ${formatNumber(high)}`;
  return [below, above].filter((part) => part !== "").join(" ") || "any";
}
