/** A stretch during which a current has a value. */
export interface Pulse {
  start: number;
  stop: number;
  amplitude: number;
}

const NUMBER = "\\d+\\.?\\d*(?:e[+-]?\\d+)?|\\.\\d+";
const TERM = new RegExp(
  `^([+-]?)(${NUMBER})\\*window\\(t,(${NUMBER}),(${NUMBER}),0\\)(?=[+-]|$)`,
  "i",
);
/** More of them do not fit a formula. */
export const MOST_PULSES = 24;

/** The pulses that a formula is the sum of; null where it is anything else. */
export function readPulses(expression: string): Pulse[] | null {
  let rest = expression.replace(/\s+/g, "");
  const pulses: Pulse[] = [];
  while (rest !== "") {
    const found = TERM.exec(rest);
    if (!found || (pulses.length > 0 && found[1] === "")) return null;
    const amplitude = Number(found[2]) * (found[1] === "-" ? -1 : 1);
    pulses.push({ start: Number(found[3]), stop: Number(found[4]), amplitude });
    rest = rest.slice(found[0].length);
  }
  return pulses.length > 0 ? pulses : null;
}

/** The formula of pulses one after the other. */
export function writePulses(pulses: readonly Pulse[]): string {
  return pulses
    .map(({ start, stop, amplitude }, i) => {
      const sign = amplitude < 0 || Object.is(amplitude, -0) ? "-" : i > 0 ? "+" : "";
      const term = `${Math.abs(amplitude)}*window(t, ${start}, ${stop}, 0)`;
      return i === 0 ? `${sign}${term}` : ` ${sign} ${term}`;
    })
    .join("");
}

/** One more pulse behind the last one, as long as that. */
export function withAnother(pulses: readonly Pulse[]): Pulse[] {
  const last = pulses.reduce((a, b) => (b.stop > a.stop ? b : a), pulses[0] ?? usual);
  const length = Math.max(1, last.stop - last.start);
  const start = last.stop + length;
  return [...pulses, { start, stop: start + length, amplitude: last.amplitude }];
}

const usual: Pulse = { start: 0, stop: 100, amplitude: 4 };
