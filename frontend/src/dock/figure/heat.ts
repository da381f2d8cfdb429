import { fields, type Fields } from "./plotly";

/** Colours of a heat map of a figure, from the highest to the lowest value. */
export function heatLook(colorbar: unknown, colors: readonly string[]): Fields {
  const last = colors.length - 1;
  const colorscale = [...colors].reverse().map((color, i) => [i / last, color]);
  return { colorscale, colorbar: { ...fields(colorbar), outlinewidth: 0, thickness: 12 } };
}
