import { MIME } from "./clipboard";
import * as commands from "./commands";
import { bindingOf } from "./keys";
import * as copying from "./copying";

const typing = "input, textarea, select, [contenteditable]";

/** Whether a key stroke on an element is text for it, or a press of it. */
export function belongsTo(element: Element | null, key: string): boolean {
  if (!element) {
    return false;
  }
  const modal = element.closest("[role=menu], [role=dialog], [role=listbox]") !== null;
  if (key === "F6") {
    return modal;
  }
  if (element.matches("input[type=range]")) {
    return key.startsWith("Arrow") || key === "Home" || key === "End";
  }
  if (element.matches(typing)) {
    return true;
  }
  if (modal) {
    return true;
  }
  if (element.closest("[role=tree]")) {
    return key.startsWith("Arrow") || key === "Home" || key === "End" || key === "Enter";
  }
  // A focused button is pressed by Enter; Space runs the network wherever the focus is.
  return key === "Enter" && element.matches("button, a, [role=slider]");
}

/** Listen to the keys of the whole page; the answer ends it. */
export function listenToKeys(): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.defaultPrevented || belongsTo(target, event.key)) {
      return;
    }
    const run = bindingOf(event)?.run;
    if (run && (!event.repeat || event.key.startsWith("Arrow") || event.key === ".")) {
      event.preventDefault();
      run();
    }
  };
  // Fields keep the keys that are typed into them to themselves, but not the one that leads out.
  const leave = (event: KeyboardEvent): void => {
    if (event.key === "F6") onKeyDown(event);
  };
  // A button that keeps the focus would be pressed when Space is let go.
  const onKeyUp = (event: KeyboardEvent): void => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.key === " " && target?.matches("button") && !belongsTo(target, " ")) {
      event.preventDefault();
    }
  };
  window.addEventListener("keydown", leave, true);
  window.addEventListener("keydown", onKeyDown);
  window.addEventListener("keyup", onKeyUp);
  return () => {
    window.removeEventListener("keydown", leave, true);
    window.removeEventListener("keydown", onKeyDown);
    window.removeEventListener("keyup", onKeyUp);
  };
}

/** Copy, cut and paste as the browser announces them, so that other tabs and programs take part. */
export function listenToClipboard(): () => void {
  const isText = (event: Event): boolean =>
    event.target instanceof Element && event.target.closest(typing) !== null;
  const selectedText = (): boolean => window.getSelection()?.isCollapsed === false;
  const onCopy = (event: ClipboardEvent): void => {
    if (isText(event) || selectedText()) return;
    const text = copying.copyText();
    if (text === null) return;
    event.clipboardData?.setData("text/plain", text);
    event.clipboardData?.setData(MIME, text);
    event.preventDefault();
    if (event.type === "cut") commands.removeSelection();
  };
  const onPaste = (event: ClipboardEvent): void => {
    if (isText(event)) return;
    event.preventDefault();
    const data = event.clipboardData;
    const own = data?.getData(MIME) ?? "";
    copying.pasteText(own === "" ? (data?.getData("text/plain") ?? "") : own);
  };
  document.addEventListener("copy", onCopy);
  document.addEventListener("cut", onCopy);
  document.addEventListener("paste", onPaste);
  return () => {
    document.removeEventListener("copy", onCopy);
    document.removeEventListener("cut", onCopy);
    document.removeEventListener("paste", onPaste);
  };
}
