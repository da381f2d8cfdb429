import katex from "katex";
import "katex/dist/katex.min.css";
import { useEffect, useRef, type ReactElement } from "react";
import "./formula.css";

/** Terms carry a hairline and their words below it, instead of KaTeX's plain underset. */
const MACROS = { "\\underset": "\\mathop{\\underline{#2}}\\limits_{\\textsf{#1}}" };

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
    if (!ref.current) return;
    katex.render(`\\displaystyle ${latex}`, ref.current, {
      throwOnError: false,
      errorColor: "inherit",
      strict: "ignore",
      trust: false,
      maxSize: 20,
      maxExpand: 200,
      macros: { ...MACROS },
    });
  }, [latex]);
  return <div ref={ref} className="formula-line" />;
}
