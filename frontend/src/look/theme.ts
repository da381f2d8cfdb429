import { create } from "zustand";

/** What the person chose; `system` follows the system's setting. */
export type ThemeChoice = "system" | "light" | "dark";

/** The scale of the membrane potential: the grey one is told from every other colour by all eyes,
 * also by those that do not tell green from blue. */
export type VoltageChoice = "green" | "grey";

const STORED = "neuroboard-theme";
const STORED_VOLTAGE = "neuroboard-voltage";
const dark = window.matchMedia("(prefers-color-scheme: dark)");

interface ThemeState {
  choice: ThemeChoice;
  /** What is on screen. */
  theme: "light" | "dark";
  voltage: VoltageChoice;
  choose: (choice: ThemeChoice) => void;
  chooseVoltage: (voltage: VoltageChoice) => void;
}

function resolve(choice: ThemeChoice): "light" | "dark" {
  return choice === "system" ? (dark.matches ? "dark" : "light") : choice;
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // Storage is switched off in this browser.
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The choice holds until the page is closed.
  }
}

function stored(): ThemeChoice {
  const choice = read(STORED);
  return choice === "light" || choice === "dark" ? choice : "system";
}

/** Light or dark: by the system, until the person chooses; the choice is remembered. */
export const useTheme = create<ThemeState>()((set) => ({
  choice: stored(),
  theme: resolve(stored()),
  voltage: read(STORED_VOLTAGE) === "grey" ? "grey" : "green",
  choose: (choice) => {
    keep(STORED, choice);
    set({ choice, theme: resolve(choice) });
  },
  chooseVoltage: (voltage) => {
    keep(STORED_VOLTAGE, voltage);
    set({ voltage });
  },
}));

/** Differs whenever colours do: for those who keep them. */
export function lookKey(): string {
  const { theme, voltage } = useTheme.getState();
  return `${theme} ${voltage}`;
}

/** Keep the document's theme in step; call once at the start. */
export function followTheme(): void {
  const show = (): void => {
    const { theme, voltage } = useTheme.getState();
    document.documentElement.dataset["theme"] = theme;
    document.documentElement.dataset["voltage"] = voltage;
  };
  dark.addEventListener("change", () => {
    const { choice } = useTheme.getState();
    useTheme.setState({ theme: resolve(choice) });
  });
  useTheme.subscribe(show);
  show();
}

/** The value of a token as the browser resolves it now, such as `--v-0`. */
export function token(name: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
