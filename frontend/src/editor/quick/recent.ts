const STORED = "neuroboard-recent";
const MOST = 6;

let kept: readonly string[] | null = null;

/** Ids of what was added last, the newest first; remembered by this browser. */
export function recent(): readonly string[] {
  kept ??= stored();
  return kept;
}

export function remember(id: string): void {
  kept = [id, ...recent().filter((other) => other !== id)].slice(0, MOST);
  try {
    localStorage.setItem(STORED, JSON.stringify(kept));
  } catch {
    // Storage is switched off: it is remembered until the page is closed.
  }
}

function stored(): readonly string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(STORED) ?? "[]");
    const texts = Array.isArray(found) ? found.filter((id) => typeof id === "string") : [];
    return texts.slice(0, MOST);
  } catch {
    return [];
  }
}
