import type { CSSProperties } from "react";
import { formatNumber, THIN } from "../shared/format";
import { rangeAround } from "../shared/steps";
import { same } from "../state/records";
import type { CatalogParameter, LogNormal, Normal, Uniform } from "../wire/types";
import type { Value } from "./edit";

export type Distribution = Uniform | Normal | LogNormal;

/** A meaning up to the first explanation: "reset potential after a spike" is the reset potential. */
export function shortMeaning(meaning: string): string {
  const head = meaning.split(/[:,;(]/)[0]?.trim() ?? "";
  const plain = head.replace(/\s+(after|while|per|of the)\s.*$/i, "");
  return capital(plain === "" ? meaning : plain);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What a tooltip says of a parameter. */
export function explain(parameter: CatalogParameter): string {
  const { name, meaning, unit, kind } = parameter;
  const what = `${name}: ${meaning}`;
  if (kind !== "number" || typeof parameter.default !== "number") return what;
  return `${what}. Default ${formatNumber(parameter.default)}${unit === "" ? "" : THIN + unit}`;
}

/** Whether a value of a record differs from the default. */
export function isChanged(parameter: CatalogParameter, value: Value | undefined): boolean {
  return value !== undefined && !same(value, parameter.default);
}

export function isDistribution(value: Value | undefined): value is Distribution {
  return typeof value === "object" && !Array.isArray(value);
}

/** A value that is not one number, in words: "10 ± 1", "5 to 9", "400 values". */
export function describeValue(value: Value): string {
  if (typeof value === "number") return formatNumber(value);
  if (typeof value === "string") return value;
  if (Array.isArray(value)) {
    return value.length === 1 ? "1 value" : `${formatNumber(value.length)} values`;
  }
  if ("uniform" in value) {
    return `${formatNumber(value.uniform[0])} to ${formatNumber(value.uniform[1])}`;
  }
  const [mean, sd] = "normal" in value ? value.normal : value.lognormal;
  return `${formatNumber(mean)} ± ${formatNumber(sd)}`;
}

/** The middle of a value, for what needs one number of it. */
export function middleOf(value: Value | undefined, fallback: number): number {
  if (typeof value === "number") return value;
  if (Array.isArray(value)) {
    const numbers = value.flat();
    const sum = numbers.reduce((total, x) => total + x, 0);
    return numbers.length > 0 ? sum / numbers.length : fallback;
  }
  if (!isDistribution(value)) return fallback;
  if ("uniform" in value) return (value.uniform[0] + value.uniform[1]) / 2;
  return "normal" in value ? value.normal[0] : value.lognormal[0];
}

/** The range that a slider shows. */
export function rangeOf(parameter: CatalogParameter, value: number): [number, number] {
  if (parameter.slider) return parameter.slider;
  const base = typeof parameter.default === "number" ? parameter.default : value;
  return rangeAround(base, parameter);
}

/** Several records differ. */
export const MIXED: unique symbol = Symbol("mixed");
export type Mixed = typeof MIXED;

/** The value that several records share, or MIXED. */
export function common<T>(values: readonly T[]): T | Mixed | undefined {
  const [first, ...rest] = values;
  if (first === undefined) return rest.every((value) => value === undefined) ? undefined : MIXED;
  return rest.every((value) => same(value, first)) ? first : MIXED;
}

/** Numbers as a person lists them, separated by commas, spaces or lines; a sentence when one is
 * none. */
export function parseList(text: string, most: number): number[] | string {
  const parts = text
    .replace(/\u2212/g, "-")
    .split(/[,;\s]+/)
    .filter((part) => part !== "");
  if (parts.length > most) return `At most ${formatNumber(most)} numbers fit here.`;
  const numbers: number[] = [];
  for (const part of parts) {
    const value = Number(part);
    if (!Number.isFinite(value)) return `“${part.slice(0, 24)}” is not a number.`;
    numbers.push(value);
  }
  return numbers;
}

/** Room for the widest unit of a list, so that its numbers stand in one column. */
export function unitRoom(parameters: readonly { readonly unit: string }[]): CSSProperties {
  const longest = Math.max(0, ...parameters.map(({ unit }) => unit.length));
  return {
    "--unit-room": `${Math.max(20, Math.min(52, Math.ceil(5.8 * longest)))}px`,
  } as CSSProperties;
}
