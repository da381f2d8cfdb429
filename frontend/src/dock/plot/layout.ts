/** Margins of every plot over time, in px, as in the pictures of the look. */
export const MARGIN = { left: 44, right: 40, top: 22, bottom: 20 } as const;

export interface Strip {
  top: number;
  height: number;
}

/** Divide a height into strips by weight, with a gap between them. */
export function strips(
  top: number,
  height: number,
  weights: readonly number[],
  gap: number,
): Strip[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const free = Math.max(0, height - gap * (weights.length - 1));
  let y = top;
  return weights.map((weight) => {
    const strip = { top: y, height: (free * weight) / total };
    y += strip.height + gap;
    return strip;
  });
}

/** Move labels apart so that neighbours are `gap` px from each other, within [top, bottom]. */
export function spread(
  wanted: readonly number[],
  gap: number,
  top: number,
  bottom: number,
): number[] {
  const order = wanted.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y);
  let last = -Infinity;
  for (const place of order) {
    place.y = Math.max(place.y, last + gap, top);
    last = place.y;
  }
  let next = Infinity;
  for (const place of order.reverse()) {
    place.y = Math.min(place.y, next - gap, bottom);
    next = place.y;
  }
  const result = new Array<number>(wanted.length);
  for (const place of order) result[place.i] = place.y;
  return result;
}
