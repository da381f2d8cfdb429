import { create } from "zustand";

/** What the person chose; `system` follows the system's setting. */
export type ThemeChoice = "system" | "light" | "dark";

const STORED = "neuroboard-theme";
const dark = window.matchMedia("(prefers-color-scheme: dark)");

interface ThemeState {
  choice: ThemeChoice;
  /** What is on screen. */
  theme: "light" | "dark";
  choose: (choice: ThemeChoice) => void;
}

function resolve(choice: ThemeChoice): "light" | "dark" {
  return choice === "system" ? (dark.matches ? "dark" : "light") : choice;
}

function stored(): ThemeChoice {
  try {
    const choice = localStorage.getItem(STORED);
    return choice === "light" || choice === "dark" ? choice : "system";
  } catch {
    return "system"; // Storage is switched off in this browser.
  }
}

/** Light or dark: by the system, until the person chooses; the choice is remembered. */
export const useTheme = create<ThemeState>()((set) => ({
  choice: stored(),
  theme: resolve(stored()),
  choose: (choice) => {
    try {
      localStorage.setItem(STORED, choice);
    } catch {
      // The choice holds until the page is closed.
    }
    set({ choice, theme: resolve(choice) });
  },
}));

/** Keep the document's theme in step; call once at the start. */
export function followTheme(): void {
  const show = (): void => {
    document.documentElement.dataset["theme"] = useTheme.getState().theme;
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
