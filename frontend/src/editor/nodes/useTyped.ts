import { useState, type ChangeEvent, type FocusEvent, type KeyboardEvent } from "react";
import { useEditor } from "../ui";

type Field = HTMLInputElement | HTMLTextAreaElement;

interface Typed {
  readonly value: string;
  readonly autoFocus: true;
  readonly onFocus: (event: FocusEvent<Field>) => void;
  readonly onChange: (event: ChangeEvent<Field>) => void;
  readonly onBlur: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * A field for text that is typed where it stands on the board. Enter, with Ctrl in a text of several
 * lines, or a press outside hands it to `keep`; Esc restores it.
 */
export function useTyped(
  id: string,
  before: string,
  keep: (text: string) => void,
  severalLines = false,
): Typed {
  const [text, setText] = useState(before);
  const done = (kept: boolean): void => {
    const { renaming, set } = useEditor.getState();
    if (renaming === id) set({ renaming: null });
    if (kept) keep(text);
  };
  return {
    value: text,
    autoFocus: true,
    onFocus: (event) => event.target.select(),
    onChange: (event) => setText(event.target.value),
    onBlur: () => done(true),
    onKeyDown: (event) => {
      event.stopPropagation();
      if (event.key === "Enter" && (!severalLines || event.ctrlKey || event.metaKey)) done(true);
      if (event.key === "Escape") done(false);
    },
  };
}
