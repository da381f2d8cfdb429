import type { ShortTerm } from "../wire/types";

/** What a new one begins with: a depressing synapse. */
export const DEPRESSING: ShortTerm = { U: 0.5, tau_rec: 800, tau_facil: 0 };

/** What is released at each of `count` spikes of a regular train: u x at a spike, with u jumping
 * first (Tsodyks, Pawelzik and Markram 1998). `rate` in Hz. */
export function amplitudes(model: ShortTerm, rate: number, count: number): number[] {
  const gap = 1000 / rate;
  const fade = (tau: number): number => (tau > 0 ? Math.exp(-gap / tau) : 0);
  const [recovers, facilitates] = [fade(model.tau_rec), fade(model.tau_facil)];
  const found: number[] = [];
  let [u, x] = [0, 1];
  for (let i = 0; i < count; i++) {
    u += model.U * (1 - u);
    found.push(u * x);
    x -= u * x;
    u *= facilitates;
    x = 1 - (1 - x) * recovers;
  }
  return found;
}
