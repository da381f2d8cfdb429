/** Numbers and units as a person reads them: at most 4 significant digits, a true minus sign, a thin
 * gap before the unit. */

export const MINUS = "\u2212";
export const THIN = "\u2009";

/** At most `digits` significant digits; very large and very small numbers as 1.2×10⁶. */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${MINUS}∞`;
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return power(value, digits);
  return withMinus(trim(Number(value.toPrecision(digits)).toString()));
}

/** A fixed number of decimals, for read-outs that must not jitter. */
export function formatFixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  if (Math.abs(value) >= 1e6) return power(value, 4);
  const text = value.toFixed(decimals);
  return withMinus(Number(text) === 0 ? text.replace("-", "") : text);
}

/** A live read-out: one decimal, more for small numbers, none above 1000. */
export function formatReading(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return "0.0";
  if (size < 1e-3) return formatNumber(value, 2);
  if (size < 0.1) return formatFixed(value, 4);
  if (size < 1) return formatFixed(value, 3);
  if (size < 10) return formatFixed(value, 2);
  return formatFixed(value, size < 1000 ? 1 : 0);
}

/** "−70 mV"; without a unit the number alone. */
export function formatQuantity(value: number, unit: string, digits = 4): string {
  const number = formatNumber(value, digits);
  return unit === "" ? number : `${number}${THIN}${unit}`;
}

/** Text that a person typed as a number: a comma or a true minus sign will do. Null when it is none. */
export function parseNumber(text: string): number | null {
  const plain = text
    .trim()
    .replace(/[\u2212\u2013]/g, "-")
    .replace(/[\u2009\u00a0\u202f ]/g, "")
    .replace(/×10\^?/, "e")
    .replace(",", ".");
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** How the number stands in a field while it is typed: all digits that matter, plain signs. */
export function editableNumber(value: number): string {
  return withMinus(Number(value.toPrecision(12)).toString());
}

function power(value: number, digits: number): string {
  const [mantissa = "0", exponent = "0"] = value.toExponential(digits - 1).split("e");
  return `${withMinus(trim(mantissa))}×10${superscript(Number(exponent))}`;
}

function superscript(exponent: number): string {
  return String(exponent).replace(/./g, (c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(Number(c))));
}

function trim(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function withMinus(text: string): string {
  return text.replace(/-/g, MINUS);
}
