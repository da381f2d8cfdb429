import { useBoard } from "../state/board";

/** The regions of the page in the order in which the key goes round them. */
const REGIONS = [
  ["canvas", ".canvas"],
  ["inspector", ".app-inspector"],
  ["dock", ".app-dock"],
  ["topbar", ".topbar"],
  ["palette", ".palette"],
  ["text", ".circuit-text"],
] as const;

export type Region = (typeof REGIONS)[number][0];

const STOPS =
  "button:enabled, a[href], input:enabled, select:enabled, textarea:enabled, [tabindex='0']";

/** What had the focus in each region last: there it comes back to. */
const last = new Map<Region, WeakRef<HTMLElement>>();

/** Remember where the focus is in each region; the answer ends it. */
export function followFocus(): () => void {
  const remember = (event: FocusEvent): void => {
    const { target } = event;
    const region = target instanceof HTMLElement ? regionOf(target) : null;
    if (region && target instanceof HTMLElement) last.set(region, new WeakRef(target));
  };
  document.addEventListener("focusin", remember);
  return () => document.removeEventListener("focusin", remember);
}

/** Move the focus to the next region (1), or the one before (−1), that is on the page. */
export function cycleRegion(by: 1 | -1): void {
  const now = document.activeElement && regionOf(document.activeElement);
  const order = REGIONS.map(([name]) => name);
  const start = now ? order.indexOf(now) : by > 0 ? -1 : 0;
  for (let i = 1; i <= order.length; i++) {
    const next = order[(start + by * i + 2 * order.length) % order.length];
    if (next !== undefined && focusRegion(next)) return;
  }
}

/** Give a region the focus: where it was last, else its first stop. False where there is none. */
export function focusRegion(region: Region): boolean {
  const element = elementOf(region);
  if (!element) return false;
  const before = last.get(region)?.deref();
  const stop =
    (region === "canvas" ? chosen(element) : null) ??
    (before?.isConnected === true && element.contains(before) ? before : null) ??
    [...element.querySelectorAll<HTMLElement>(STOPS)].find((stop) => stop.checkVisibility());
  if (!stop) return false;
  stop.focus();
  return document.activeElement === stop;
}

/** On the board, the first node or connection that is selected, else the first node. */
function chosen(canvas: HTMLElement): HTMLElement | null {
  const [id] = useBoard.getState().selection;
  const selected = id === undefined ? null : `.react-flow [data-id="${CSS.escape(id)}"]`;
  return (
    (selected === null ? null : canvas.querySelector<HTMLElement>(selected)) ??
    canvas.querySelector<HTMLElement>(".react-flow__node")
  );
}

function elementOf(region: Region): HTMLElement | null {
  const selector = REGIONS.find(([name]) => name === region)?.[1];
  return selector === undefined ? null : document.querySelector<HTMLElement>(selector);
}

function regionOf(element: Element): Region | null {
  return REGIONS.find(([, selector]) => element.closest(selector) !== null)?.[0] ?? null;
}
