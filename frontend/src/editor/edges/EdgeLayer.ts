import type { BoardEdge, EdgeData } from "../scene";
import { PERIOD } from "./bundle";

/** Lines wider than this have larger ends. */
const THICK = 4;
const NAMESPACE = "http://www.w3.org/2000/svg";

interface Drawn {
  edge: BoardEdge;
  readonly root: SVGGElement;
  readonly halo: SVGPathElement;
  readonly line: SVGPathElement;
  /** Dashes in the colour of the other sign; only where there are any. */
  counter: SVGPathElement | null;
  readonly hit: SVGPathElement;
  readonly number: SVGTextElement;
}

/**
 * All connections in one drawing, kept in step with the scene without React: a board of a thousand
 * connections, of which a hand moves seven, changes seven. Each is a group that can be focused and
 * pressed, as the nodes are.
 */
export class EdgeLayer {
  private readonly drawn = new Map<string, Drawn>();
  private readonly svg: SVGSVGElement;

  constructor(svg: SVGSVGElement) {
    this.svg = svg;
  }

  /** Draw these and nothing else. An edge that is the same object is left as it is. */
  show(edges: readonly BoardEdge[]): void {
    const gone = this.drawn.size > 0 ? new Set(this.drawn.keys()) : null;
    for (const edge of edges) {
      gone?.delete(edge.id);
      const old = this.drawn.get(edge.id);
      if (old?.edge === edge) continue;
      const drawn = old ?? this.add(edge);
      update(drawn, edge, old?.edge);
    }
    for (const id of gone ?? []) {
      this.drawn.get(id)?.root.remove();
      this.drawn.delete(id);
    }
  }

  private add(edge: BoardEdge): Drawn {
    const root = make("g");
    const drawn: Drawn = {
      edge,
      root,
      halo: make("path", "edge-halo"),
      line: make("path", "edge-line"),
      counter: null,
      hit: make("path", "edge-hit"),
      number: make("text"),
    };
    root.dataset["id"] = edge.id;
    root.setAttribute("tabindex", "0");
    root.setAttribute("role", "group");
    root.setAttribute("aria-roledescription", "edge");
    root.append(drawn.halo, drawn.line, drawn.hit, drawn.number);
    this.svg.append(root);
    this.drawn.set(edge.id, drawn);
    return drawn;
  }
}

function make<K extends "g" | "path" | "text">(name: K, look?: string): SVGElementTagNameMap[K] {
  const element = document.createElementNS(NAMESPACE, name);
  if (look !== undefined) element.setAttribute("class", look);
  return element;
}

function update(drawn: Drawn, edge: BoardEdge, before: BoardEdge | undefined): void {
  const { root, halo, line, hit, number } = drawn;
  const now = edge.data;
  const old = before?.data;
  drawn.edge = edge;
  if (!now) return;
  if (now.type !== old?.type || edge.selected !== before?.selected) {
    const chosen = edge.selected === true ? " selected" : "";
    // `nopan`: a drag from a connection takes it to the dock and leaves the board where it is.
    root.setAttribute("class", `react-flow__edge nopan edge edge-${now.type}${chosen}`);
  }
  if (now.name !== old?.name) root.setAttribute("aria-label", now.name);
  if (now.d !== old?.d) for (const path of [halo, line, hit]) path.setAttribute("d", now.d);
  if (now.width !== old?.width || now.type !== old.type) {
    line.setAttribute("stroke-width", String(now.width));
    const thick = now.width > THICK ? "-thick" : "";
    line.setAttribute("marker-end", `url(#end-${now.type}${thick})`);
  }
  if (now.mixed !== old?.mixed || (now.mixed > 0 && (now.d !== old.d || now.width !== old.width))) {
    mix(drawn, now);
  }
  if (now.prominent !== old?.prominent) {
    number.setAttribute("class", `edge-number num${now.prominent ? " prominent" : ""}`);
  }
  if (now.text !== old?.text) number.textContent = now.text;
  if (now.x !== old?.x || now.y !== old.y || now.labelSide !== old.labelSide) {
    place(number, now);
  }
}

/** A connection whose weights have both signs is dashed with the colour of the other one. */
function mix(drawn: Drawn, { mixed, d, width }: EdgeData): void {
  if (mixed === 0) {
    drawn.counter?.remove();
    drawn.counter = null;
    return;
  }
  drawn.counter ??= make("path", "edge-line edge-counter");
  drawn.counter.setAttribute("d", d);
  drawn.counter.setAttribute("stroke-width", String(width));
  drawn.counter.setAttribute("stroke-dasharray", `${mixed} ${PERIOD - mixed}`);
  drawn.line.after(drawn.counter);
}

/** The number beside the middle of the line. */
function place(number: SVGTextElement, { x, y, labelSide }: EdgeData): void {
  const beside = labelSide === "left" ? -10 : labelSide === "right" ? 10 : 0;
  number.setAttribute("x", String(x + beside));
  number.setAttribute("y", String(beside === 0 ? y - 9 : y + 4));
  number.setAttribute("text-anchor", beside === 0 ? "middle" : beside < 0 ? "end" : "start");
}

/** The connection that an event happened on. */
export function edgeAt(target: EventTarget | null): string | undefined {
  const element = target instanceof Element ? target : null;
  return element?.closest<SVGElement>(".react-flow__edge")?.dataset["id"];
}
