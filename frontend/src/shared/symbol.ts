/**
 * A symbol of the catalog, which is LaTeX, as short runs of text: enough for `\tau_m`, `E_L`,
 * `I_{\mathrm{syn}}`, `V_{th}`, `w^{+}`. Whole formulas are typeset by KaTeX instead.
 */

export interface Run {
  text: string;
  place: "base" | "sub" | "sup";
  upright: boolean;
}

const GREEK = new Map(
  Object.entries({
    alpha: "α",
    beta: "β",
    gamma: "γ",
    delta: "δ",
    epsilon: "ε",
    varepsilon: "ε",
    zeta: "ζ",
    eta: "η",
    theta: "θ",
    vartheta: "ϑ",
    kappa: "κ",
    lambda: "λ",
    mu: "μ",
    nu: "ν",
    xi: "ξ",
    pi: "π",
    rho: "ρ",
    sigma: "σ",
    tau: "τ",
    phi: "φ",
    varphi: "φ",
    chi: "χ",
    psi: "ψ",
    omega: "ω",
    Gamma: "Γ",
    Delta: "Δ",
    Theta: "Θ",
    Lambda: "Λ",
    Sigma: "Σ",
    Phi: "Φ",
    Psi: "Ψ",
    Omega: "Ω",
    infty: "∞",
    ell: "ℓ",
    cdot: "·",
    pm: "±",
    prime: "′",
  }),
);
const UPRIGHT = new Set(["mathrm", "text", "operatorname", "mathsf", "textrm"]);
const STYLED = new Set(["mathit", "mathbf", "boldsymbol", "bar", "hat", "tilde", "overline"]);

/** The runs of a LaTeX symbol, from left to right. */
export function symbolRuns(latex: string): Run[] {
  const runs: Run[] = [];
  read(latex, "base", false, runs);
  return runs.reduce<Run[]>((joined, run) => {
    const last = joined.at(-1);
    if (last?.place === run.place && last.upright === run.upright) last.text += run.text;
    else joined.push(run);
    return joined;
  }, []);
}

/** The symbol as plain text, for names and tooltips: `τ_m`. */
export function symbolText(latex: string): string {
  return symbolRuns(latex)
    .map((run) => (run.place === "sub" ? `_${run.text}` : run.text))
    .join("");
}

function read(source: string, place: Run["place"], upright: boolean, runs: Run[]): void {
  let i = 0;
  /** The group, command or letter that begins at i, and i behind it. */
  const piece = (): string => {
    const rest = source.slice(i);
    if (rest.startsWith("{")) {
      const end = closing(source, i);
      const inner = source.slice(i + 1, end);
      i = end + 1;
      return inner;
    }
    const command = /^\\[A-Za-z]+\s*/.exec(rest)?.[0];
    if (command !== undefined) {
      i += command.length;
      const name = command.trim().slice(1);
      if ((UPRIGHT.has(name) || STYLED.has(name)) && source[i] === "{") {
        const end = closing(source, i);
        const whole = `\\${name}${source.slice(i, end + 1)}`;
        i = end + 1;
        return whole;
      }
      return command;
    }
    i += 1;
    return rest.slice(0, 1);
  };
  while (i < source.length) {
    const c = source[i];
    if (c === "_" || c === "^") {
      i += 1;
      read(piece(), c === "_" ? "sub" : "sup", upright, runs);
      continue;
    }
    const text = piece();
    const styled = /^\\([A-Za-z]+)\{([\s\S]*)\}$/.exec(text);
    if (styled) read(styled[2] ?? "", place, upright || UPRIGHT.has(styled[1] ?? ""), runs);
    else if (c === "{") read(text, place, upright, runs);
    else if (text.startsWith("\\")) {
      const name = text.trim().slice(1);
      runs.push({ text: GREEK.get(name) ?? name, place, upright });
    } else if (text.trim() !== "") {
      const digit = /[\d+\-,.()]/.test(text);
      runs.push({ text: text === "-" ? "−" : text, place, upright: upright || digit });
    }
  }
}

function closing(source: string, open: number): number {
  let depth = 0;
  for (let i = open; i < source.length; i++) {
    if (source[i] === "{") depth += 1;
    else if (source[i] === "}" && --depth === 0) return i;
  }
  return source.length;
}
