/** A mistake in a text: where (lines and columns from 1; null for the text as a whole) and what. */
export interface Mark {
  readonly line: number | null;
  readonly column: number | null;
  readonly length: number | null;
  readonly message: string;
}

export interface Span {
  readonly text: string;
  readonly wrong: boolean;
}

/** A line cut into what is wrong and what is not. A mistake behind its end marks a space there. */
export function lineSpans(line: string, number: number, marks: readonly Mark[]): Span[] {
  const wrong = new Set<number>();
  for (const mark of marks) {
    if (mark.line !== number || mark.column === null) continue;
    const first = mark.column - 1;
    for (let i = first; i < first + Math.max(1, mark.length ?? 1); i++) wrong.add(i);
  }
  const last = Math.max(line.length - 1, ...[...wrong].filter((i) => i <= line.length));
  const spans: Span[] = [];
  for (let i = 0; i <= last; i++) {
    const text = line.charAt(i) || " ";
    const before = spans.at(-1);
    if (before?.wrong === wrong.has(i)) {
      spans[spans.length - 1] = { text: before.text + text, wrong: before.wrong };
    } else {
      spans.push({ text, wrong: wrong.has(i) });
    }
  }
  return spans;
}

/** The name that a sentence calls unknown: `there is no name "g_x" ...`. */
export function unknownName(message: string): string | null {
  return /unknown[^"]*"([A-Za-z]\w*)"|"([A-Za-z]\w*)" is not known/.exec(message)?.[1] ?? null;
}
