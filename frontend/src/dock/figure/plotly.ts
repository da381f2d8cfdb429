/** What a trace of a figure shows, so that it gets the colour that it has in the view. */
export type Meaning =
  | {
      readonly shows: "signal";
      readonly of: string;
      readonly variable: string;
      readonly cell: number;
    }
  | { readonly shows: "population"; readonly of: string }
  | { readonly shows: "weights" }
  | { readonly shows: "values" }
  | { readonly shows: "path" }
  /** The entry of the view at some place. */
  | { readonly shows: "entry"; readonly place: number };

export type Fields = Readonly<Record<string, unknown>>;

/** The fields of what should be an object; none where it is something else. */
export function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** A trace as the server makes it (rule H11). */
export interface FigureTrace {
  readonly meta: Meaning;
  readonly [field: string]: unknown;
}

export interface Figure {
  readonly data: readonly FigureTrace[];
  readonly layout: Fields;
}

/** The part of Plotly that is used. */
export interface Plotly {
  readonly Icons: { readonly pencil: unknown };
  react: (
    root: HTMLElement,
    data: readonly object[],
    layout: object,
    config: object,
  ) => Promise<unknown>;
  downloadImage: (root: HTMLElement, options: object) => Promise<unknown>;
  purge: (root: HTMLElement) => void;
}

declare global {
  interface Window {
    Plotly?: Plotly;
  }
}

let loading: Promise<Plotly> | null = null;

/** Plotly, fetched from the server when it is first wanted: it is larger than the whole page. */
export function loadPlotly(): Promise<Plotly> {
  loading ??= new Promise<Plotly>((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "/api/plotly.js";
    const failed = (): void => {
      script.remove();
      loading = null;
      reject(new Error("The figure could not be drawn: Plotly did not load. Try again."));
    };
    script.onload = () => (window.Plotly ? resolve(window.Plotly) : failed());
    script.onerror = failed;
    document.head.append(script);
  });
  return loading;
}
