import type { Figure } from "../dock/figure/plotly";
import type {
  ArrayListing,
  ArrayValues,
  BoardEntry,
  Catalog,
  CellPlaces,
  ConnectionPreview,
  Definition,
  DrawnValues,
  Edit,
  ErrorAnswer,
  ExampleEntry,
  HistoryChange,
  HistoryList,
  MatrixSpectrum,
  ModelCheck,
  ModelCopy,
  ModelPreview,
  ModelPreviewRequest,
  NewBoardAnswer,
  Problem,
  Regrouped,
  VersionEntry,
  TrialLine,
} from "../wire/types";

/** A request that the server refused, with its sentences, or that did not reach it. */
export class ApiError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join(" "));
    this.problems = problems;
  }
}

export const sentence = (message: string): Problem => ({ message, record: null, field: null });

async function ask(path: string, init?: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, init);
  } catch {
    throw new ApiError([
      sentence("The server does not answer. Look whether it still runs, then try again."),
    ]);
  }
  if (!answer.ok) {
    throw new ApiError(await problemsOf(answer));
  }
  return answer;
}

async function problemsOf(answer: Response): Promise<readonly Problem[]> {
  if (answer.status >= 400 && answer.status < 500) {
    try {
      const body = (await answer.json()) as Partial<ErrorAnswer>;
      if (body.problems && body.problems.length > 0) {
        return body.problems;
      }
    } catch {
      // Not one of our answers: the sentence below says what is known.
    }
  }
  return [sentence(`The server answered ${answer.status} to ${new URL(answer.url).pathname}.`)];
}

async function json<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await (await ask(path, signal ? { signal } : {})).json()) as T;
}

async function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const answer = await ask(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
  return (await answer.json()) as T;
}

export const fetchCatalog = (): Promise<Catalog> => json("/api/catalog");
export const fetchExamples = (): Promise<ExampleEntry[]> => json("/api/examples");
export const fetchBoards = (): Promise<BoardEntry[]> => json("/api/boards");

/** Make a board: empty, from an example, or from a document (unchecked: the server checks it). */
export async function createBoard(
  body: { example: string } | { document: unknown } | Record<string, never>,
): Promise<string> {
  return (await post<NewBoardAnswer>("/api/boards", body)).id;
}

export async function fetchDocument(board: string): Promise<Blob> {
  return (await ask(`/api/boards/${encodeURIComponent(board)}/document`)).blob();
}

const boardPath = (board: string, rest: string): string =>
  `/api/boards/${encodeURIComponent(board)}/${rest}`;

/** The steps that undo and redo make (rule H16). */
export const fetchHistory = (board: string, signal?: AbortSignal): Promise<HistoryList> =>
  json(boardPath(board, "history"), signal);

export const fetchStep = (
  board: string,
  number: number,
  signal?: AbortSignal,
): Promise<HistoryChange> => json(boardPath(board, `history/${number}`), signal);

/** The named versions of a board, the last one first (rule H17). */
export const fetchVersions = (board: string, signal?: AbortSignal): Promise<VersionEntry[]> =>
  json(boardPath(board, "versions"), signal);

/** The document of a version. */
export const fetchVersion = (
  board: string,
  number: number,
  signal?: AbortSignal,
): Promise<Record<string, unknown>> => json(boardPath(board, `versions/${number}`), signal);

export const keepVersion = (board: string, name: string): Promise<VersionEntry> =>
  post(boardPath(board, "versions"), { name });

export async function renameVersion(board: string, number: number, name: string): Promise<void> {
  await ask(boardPath(board, `versions/${number}`), {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name }),
  });
}

export async function deleteVersion(board: string, number: number): Promise<void> {
  await ask(boardPath(board, `versions/${number}`), { method: "DELETE" });
}

/** What a typed model amounts to, and what is wrong with it. */
export const checkModel = (definition: Definition, signal?: AbortSignal): Promise<ModelCheck> =>
  post("/api/models/check", { definition }, signal);

/** A built-in model as text to start from; null where texts cannot say what it does. */
export const fetchCopy = async (of: Definition["of"], name: string): Promise<Definition | null> =>
  (await json<ModelCopy>(`/api/models/${of}/${encodeURIComponent(name)}`)).definition;

/** Curves of a typed model without mistakes; it is compiled for them. */
export const previewModel = (
  request: ModelPreviewRequest,
  signal?: AbortSignal,
): Promise<ModelPreview> => post("/api/models/preview", request, signal);

/** The trials of a view (rule H20), line by line as they are done. */
export async function* streamTrials(
  board: string,
  view: string,
  signal: AbortSignal,
): AsyncGenerator<TrialLine> {
  const path = `/api/boards/${encodeURIComponent(board)}/views/${encodeURIComponent(view)}/trials`;
  const answer = await ask(path, { method: "POST", signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) return;
    const lines = (text + part.value).split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line) as TrialLine;
  }
}

/** The arrays of a file of NumPy (rule H21). */
export const listArrays = async (file: Blob): Promise<ArrayListing> =>
  (await (await ask("/api/data/arrays", { method: "POST", body: file })).json()) as ArrayListing;

/** One of the arrays of a file of NumPy. */
export const fetchArray = async (file: Blob, name: string): Promise<ArrayValues> => {
  const path = `/api/data/arrays?name=${encodeURIComponent(name)}`;
  return (await (await ask(path, { method: "POST", body: file })).json()) as ArrayValues;
};

/** The figure of a view (rule H11) between two times in ms; by itself, of its latest window. */
export const fetchFigure = (
  board: string,
  view: string,
  span: { t0: number; t1: number } | null,
): Promise<Figure> => {
  const query = span ? `?t0=${span.t0}&t1=${span.t1}` : "";
  return json(
    `/api/boards/${encodeURIComponent(board)}/views/${encodeURIComponent(view)}/figure${query}`,
  );
};

const edgePath = (board: string, edge: string): string =>
  `/api/boards/${encodeURIComponent(board)}/edges/${encodeURIComponent(edge)}`;

/** All weights of an edge as they are now, to the last digit (rule W1). */
export async function fetchWeights(
  board: string,
  edge: string,
): Promise<{ rows: number; columns: number; values: Float64Array }> {
  const answer = await ask(`${edgePath(board, edge)}/weights`);
  const [rows = 0, columns = 0] = (answer.headers.get("x-shape") ?? "").split(" ").map(Number);
  return { rows, columns, values: new Float64Array(await answer.arrayBuffer()) };
}

/** The connections that an edge would have after an edit (rule W2). */
export const previewConnection = (
  board: string,
  edge: string,
  edit: Edit,
  signal?: AbortSignal,
): Promise<ConnectionPreview> => post(`${edgePath(board, edge)}/preview`, { edit }, signal);

/** Eigenvalues or singular values of the weights as they are now (rule W3). */
export const fetchSpectrum = (
  board: string,
  edge: string,
  signal?: AbortSignal,
): Promise<MatrixSpectrum> => json(`${edgePath(board, edge)}/spectrum`, signal);

/** How the values of a distribution were drawn (H18). */
export async function fetchDrawn(
  board: string,
  record: string,
  field: string,
): Promise<DrawnValues> {
  const query = new URLSearchParams({ record, field }).toString();
  return json<DrawnValues>(`/api/boards/${encodeURIComponent(board)}/drawn?${query}`);
}

/** Where the cells of a population lie, as parts of the width of its layout (H18). */
export async function fetchPlaces(board: string, record: string): Promise<CellPlaces> {
  const query = new URLSearchParams({ record }).toString();
  return json<CellPlaces>(`/api/boards/${encodeURIComponent(board)}/places?${query}`);
}

/** The edit that splits a population or groups neurons (H19). */
export async function regroup(
  board: string,
  what: { readonly split: string } | { readonly group: readonly string[] },
): Promise<Regrouped> {
  const answer = await ask(`/api/boards/${encodeURIComponent(board)}/regroup`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(what),
  });
  return (await answer.json()) as Regrouped;
}
