/** The largest of 1, 2, 2.5, 5 times a power of ten that is not above `size`. */
export function niceBelow(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [5, 2.5, 2, 1].find((f) => f * power <= size * (1 + 1e-9)) ?? 1;
  return factor * power;
}

/** The smallest of 1, 2, 2.5, 5 times a power of ten that is not below `size`. */
export function niceAbove(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 2.5, 5, 10].find((f) => f * power >= size * (1 - 1e-9)) ?? 10;
  return factor * power;
}
