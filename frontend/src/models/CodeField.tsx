import { useId, useRef, type ReactElement } from "react";
import { lineSpans, type Mark } from "./marks";

interface Props {
  name: string;
  value: string;
  /** Lines that are shown at least. */
  rows: number;
  placeholder: string;
  tip?: string;
  /** Mistakes in this text. */
  marks: readonly Mark[];
  maxLength: number;
  onChange: (text: string) => void;
}

/** Text in the language of equations. Mistakes are underlined where they are, and said below. */
export function CodeField(props: Props): ReactElement {
  const { name, value, rows, placeholder, marks, maxLength, onChange } = props;
  const label = useId();
  const problems = useId();
  const back = useRef<HTMLDivElement>(null);
  const lines = value.split("\n");
  return (
    <div className="code-field">
      <label htmlFor={label} data-tip={props.tip}>
        {name}
      </label>
      <div className="code-box">
        <div ref={back} className="code-back" aria-hidden="true">
          {lines.map((line, i) => (
            <div key={i}>
              {lineSpans(line, i + 1, marks).map(({ text, wrong }, k) =>
                wrong ? <mark key={k}>{text}</mark> : <span key={k}>{text}</span>,
              )}
              {"​"}
            </div>
          ))}
        </div>
        <textarea
          id={label}
          rows={Math.max(rows, lines.length)}
          value={value}
          placeholder={placeholder}
          maxLength={maxLength}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          wrap="off"
          aria-invalid={marks.length > 0}
          aria-describedby={marks.length > 0 ? problems : undefined}
          onChange={(event) => onChange(event.target.value)}
          onScroll={(event) => {
            if (back.current) back.current.scrollLeft = event.currentTarget.scrollLeft;
          }}
        />
      </div>
      {marks.length > 0 && (
        <ul id={problems} className="code-problems" role="status">
          {marks.map(({ line, column, message }) => (
            <li key={`${line} ${column} ${message}`}>
              {lines.length > 1 && line !== null && <small>Line {line}</small>}
              <span>{message}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
