import { holdMoment } from "../live/clock";
import { live } from "../live/live";
import { followAll } from "./plot/axis";
import { useBoard } from "../state/board";

/**
 * Takes the board to a past moment. The views show it at once; the network follows, one request at a
 * time: of moments that the pointer passes meanwhile only the last is asked for.
 */

/** ms between two requests while dragging. */
const EVERY = 60;
/** ms for which a view holds the moment that was asked for before it takes the one that came. */
const GRACE = 400;

let wanted: number | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let due = false;
let release: ReturnType<typeof setTimeout> | undefined;

/** Look at the moment `t` (ms); `done` once no other one follows soon, as when the thumb is let go. */
export function visit(t: number, done: boolean): void {
  const moment = Math.max(0, Math.min(t, live.t));
  wanted = moment >= live.t ? null : moment;
  clearTimeout(release);
  followAll();
  holdMoment(moment);
  if (timer === undefined) send();
  else due = true;
  if (done) release = setTimeout(() => holdMoment(null), GRACE);
}

/** Come back to the present. */
export function comeBack(): void {
  wanted = null;
  clearTimeout(release);
  holdMoment(null);
  if (timer === undefined) send();
  else due = true;
}

function send(): void {
  due = false;
  useBoard.getState().visit(wanted);
  timer = setTimeout(() => {
    timer = undefined;
    if (due) send();
  }, EVERY);
}
