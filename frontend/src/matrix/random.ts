/** Numbers from a seed: the same ones on every machine. */
export interface Random {
  /** Evenly in [0, 1). */
  uniform: () => number;
  /** Mean 0 and standard deviation 1. */
  normal: () => number;
}

export const MAX_SEED = 2 ** 32 - 1;

/** The generator mulberry32 (Ettinger 2017); normal numbers by the transform of Box and Muller
 * (1958). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}

/** A seed that nobody has chosen. */
export function newSeed(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 1) % 1_000_000;
}
