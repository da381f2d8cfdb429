import type { Watch } from "../wire/types";

/**
 * What this page has on screen (the `watch` message), if it is on screen itself. The canvas says
 * which nodes it draws, the inspector which node it shows; the message goes out once per turn of
 * the event loop, and only when it says something new.
 */

const MAX_NODES = 2000;

type Sender = (message: Watch) => boolean;

let nodes: readonly string[] = [];
let inspected: string | null = null;
let weights: readonly string[] = [];
let sender: Sender | null = null;
let sent = "";
let scheduled = false;

/** The nodes whose activity the canvas draws. */
export function watchNodes(ids: Iterable<string>): void {
  nodes = [...new Set(ids)].sort().slice(0, MAX_NODES);
  schedule();
}

/** The node in the inspector, or null. */
export function watchInspected(id: string | null): void {
  inspected = id;
  schedule();
}

/** The edge whose weights are shown outside of the views, or null. */
export function watchWeights(edge: string | null): void {
  weights = edge === null ? [] : [edge];
  schedule();
}

/** The node in the inspector. */
export function inspectedNode(): string | null {
  return inspected;
}

/** The connection registers itself here; `resend` after each welcome. */
export function attachWatch(send: Sender): { resend: () => void; detach: () => void } {
  sender = send;
  return {
    resend: () => {
      sent = "";
      schedule();
    },
    detach: () => {
      if (sender === send) sender = null;
      sent = "";
    },
  };
}

// A page that is not on screen is sent nothing; what it missed comes when it is back.
document.addEventListener("visibilitychange", schedule);

function schedule(): void {
  if (scheduled) return;
  scheduled = true;
  queueMicrotask(flush);
}

function flush(): void {
  scheduled = false;
  const visible =
    inspected === null || nodes.includes(inspected) ? nodes : [...nodes, inspected].sort();
  const message: Watch = {
    type: "watch",
    nodes: visible.slice(0, MAX_NODES),
    inspected,
    weights: [...weights],
    hidden: document.visibilityState === "hidden",
  };
  const text = JSON.stringify(message);
  if (text === sent || !sender) return;
  if (sender(message)) sent = text;
}
