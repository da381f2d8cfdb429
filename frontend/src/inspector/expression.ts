/**
 * Reads a formula in t, or in another argument, for a small preview. The server is the one that decides what a formula is;
 * what this does not know gives no preview. Nothing is handed to the browser's own interpreter.
 */

export type Evaluate = (t: number) => number;

const FUNCTIONS = new Map<string, (...x: number[]) => number>(
  Object.entries({
    exp: Math.exp,
    log: Math.log,
    sqrt: Math.sqrt,
    sin: Math.sin,
    cos: Math.cos,
    tan: Math.tan,
    sinh: Math.sinh,
    cosh: Math.cosh,
    tanh: Math.tanh,
    abs: Math.abs,
    floor: Math.floor,
    sign: Math.sign,
    min: Math.min,
    max: Math.max,
    H: (x: number) => (x >= 0 ? 1 : 0),
    mod: (a: number, b: number) => a - b * Math.floor(a / b),
    where: (condition: number, a: number, b: number) => (condition !== 0 ? a : b),
    clip: (x: number, low: number, high: number) => Math.max(low, Math.min(high, x)),
    window: inWindow,
  }),
);
const ARITY = new Map([
  ["min", 2],
  ["max", 2],
  ["mod", 2],
  ["where", 3],
  ["clip", 3],
  ["window", 4],
]);
const TOKEN =
  /\s*(?:(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)|([A-Za-z]\w*)|(\*\*|<=|>=|[-+*/^<>(),]))/giy;
const MAX_LENGTH = 1000;

/** 1 while start <= t < stop, repeated where the period is positive. */
export function inWindow(t: number, start: number, stop: number, period: number): number {
  const local = period > 0 && t >= start ? start + ((t - start) % period) : t;
  return local >= start && local < stop ? 1 : 0;
}

/** The value of a formula at any t, or null when it cannot be read here. `argument` is what it has
 * instead of t, `constants` are names with a value. */
export function readExpression(
  text: string,
  argument = "t",
  constants: ReadonlyMap<string, number> = new Map(),
): Evaluate | null {
  if (text.length > MAX_LENGTH) return null;
  const tokens = tokenize(text);
  if (!tokens) return null;
  let i = 0;
  const state = { failed: false };
  const fail = (): Evaluate => {
    state.failed = true;
    return () => NaN;
  };
  const take = (...wanted: string[]): string | null => {
    const token = tokens[i];
    if (token === undefined || !wanted.includes(token)) return null;
    i += 1;
    return token;
  };
  const chain = (next: () => Evaluate, ops: string[]): Evaluate => {
    let left = next();
    for (let op = take(...ops); op !== null && !state.failed; op = take(...ops)) {
      const a = left;
      const b = next();
      const apply = OPERATORS.get(op) ?? (() => NaN);
      left = (t) => apply(a(t), b(t));
    }
    return left;
  };
  const comparison = (): Evaluate => chain(sum, ["<", "<=", ">", ">="]);
  const sum = (): Evaluate => chain(product, ["+", "-"]);
  const product = (): Evaluate => chain(signed, ["*", "/"]);
  const signed = (): Evaluate => {
    if (take("-") !== null) {
      const x = signed();
      return (t) => -x(t);
    }
    if (take("+") !== null) return signed();
    const base = atom();
    if (take("^", "**") === null) return base;
    const exponent = signed();
    return (t) => base(t) ** exponent(t);
  };
  const atom = (): Evaluate => {
    const token = tokens[i];
    i += 1;
    if (token === undefined) return fail();
    if (token === "(") {
      const inner = comparison();
      return take(")") === null ? fail() : inner;
    }
    if (/^[\d.]/.test(token)) {
      const value = Number(token);
      return () => value;
    }
    if (token === argument) return (t) => t;
    if (token === "pi") return () => Math.PI;
    const constant = constants.get(token);
    if (constant !== undefined) return () => constant;
    const apply = FUNCTIONS.get(token);
    if (!apply || take("(") === null) return fail();
    const args = [comparison()];
    while (take(",") !== null && !state.failed) args.push(comparison());
    if (take(")") === null || args.length !== (ARITY.get(token) ?? 1)) return fail();
    return (t) => apply(...args.map((arg) => arg(t)));
  };
  const whole = comparison();
  return state.failed || i < tokens.length ? null : whole;
}

const OPERATORS = new Map<string, (a: number, b: number) => number>([
  ["+", (a, b) => a + b],
  ["-", (a, b) => a - b],
  ["*", (a, b) => a * b],
  ["/", (a, b) => a / b],
  ["<", (a, b) => Number(a < b)],
  ["<=", (a, b) => Number(a <= b)],
  [">", (a, b) => Number(a > b)],
  [">=", (a, b) => Number(a >= b)],
]);

function tokenize(text: string): string[] | null {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const source = text.trim();
  let depth = 0;
  while (TOKEN.lastIndex < source.length) {
    const found = TOKEN.exec(source);
    if (!found) return null;
    const token = found[1] ?? found[2] ?? found[3] ?? "";
    if (token === "(") depth += 1;
    if (depth > 100) return null;
    tokens.push(token);
  }
  return tokens.length > 0 ? tokens : null;
}
