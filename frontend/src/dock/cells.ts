/** Cells of a population as a person writes them: "0, 5, 7-9". */

const MOST = 64;

/** The cells of a text, or a sentence that says what is wrong with it. */
export function parseCells(text: string, size: number): number[] | string {
  const cells = new Set<number>();
  for (const part of text.split(/[,;\s]+/).filter((piece) => piece !== "")) {
    const found = /^(\d{1,8})(?:[-–](\d{1,8}))?$/.exec(part);
    if (!found) return `“${part}” is not a cell. Write numbers and ranges, such as 0, 5, 7-9.`;
    const from = Number(found[1]);
    const to = found[2] === undefined ? from : Number(found[2]);
    if (Math.max(from, to) >= size) return `There are ${size} cells, numbered 0 to ${size - 1}.`;
    if (to < from) return `“${part}” runs backwards.`;
    if (cells.size + to - from + 1 > MOST) return `A view shows at most ${MOST} cells.`;
    for (let cell = from; cell <= to; cell++) cells.add(cell);
  }
  return cells.size > 0 ? [...cells].sort((a, b) => a - b) : "Name at least one cell.";
}

/** The shortest text for sorted cells: "0, 5, 7–9". */
export function formatCells(cells: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < cells.length; i++) {
    const from = cells[i] ?? 0;
    let to = from;
    while (cells[i + 1] === to + 1) {
      to += 1;
      i += 1;
    }
    parts.push(to === from ? String(from) : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`);
  }
  return parts.join(", ");
}
