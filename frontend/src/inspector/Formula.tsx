import katex from "katex";
import "katex/dist/katex.min.css";
import { useEffect, useRef, type ReactElement } from "react";
import "./formula.css";

/** px of a formula, and the least to which it shrinks before its lines break. */
const SIZE = 16;
const SMALLEST = 13.5;

/** Terms carry a hairline and their words below it, instead of KaTeX's plain underset. */
const MACROS = { "\\underset": "{\\mathop{\\underline{#2}}\\limits_{\\textsf{#1}}}" };

/** Lines of LaTeX, typeset. They come from the catalog; KaTeX builds elements, never from HTML. */
export function Formula({ lines }: { lines: readonly string[] }): ReactElement {
  return (
    <div className="formula">
      {lines.map((line, i) => (
        <Line key={`${i} ${line}`} latex={line} />
      ))}
    </div>
  );
}

function Line({ latex }: { latex: string }): ReactElement {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const line = ref.current;
    if (!line) return undefined;
    katex.render(`\\displaystyle ${latex}`, line, {
      throwOnError: false,
      errorColor: "inherit",
      strict: "ignore",
      trust: false,
      maxSize: 20,
      maxExpand: 200,
      macros: { ...MACROS },
    });
    let width = 0;
    // The panel is narrower in a narrow window; told at once, and whenever that changes.
    const observer = new ResizeObserver(() => {
      if (line.clientWidth === width) return;
      width = line.clientWidth;
      fit(line);
    });
    observer.observe(line);
    return () => observer.disconnect();
  }, [latex]);
  return <div ref={ref} className="formula-line" />;
}

/** A line that is a little too long for the panel is set a little smaller; one that is much too long
 * breaks after an operator. */
function fit(line: HTMLElement): void {
  line.style.whiteSpace = "nowrap";
  line.style.fontSize = `${SIZE}px`;
  const room = line.clientWidth / line.scrollWidth;
  line.style.fontSize = `${Math.max(SMALLEST, Math.min(SIZE, Math.floor(SIZE * room * 4) / 4))}px`;
  if (line.scrollWidth > line.clientWidth) line.style.whiteSpace = "normal";
}
