import { describe, expect, it } from "vitest";
import type { Stroke } from "./keybinding";
import { bindingOf, keyTable, shownKey } from "./keys";
import { belongsTo } from "./listen";

const stroke = (key: string, held: Partial<Stroke> = {}): Stroke => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});
const does = (key: string, held: Partial<Stroke> = {}) => bindingOf(stroke(key, held))?.does;

describe("the key table", () => {
  it("binds no key twice", () => {
    const keys = keyTable.flatMap((binding) => binding.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each([
    ["p", {}, "Excitatory"],
    [" ", {}, "Run or pause"],
    ["1", {}, "Take the selection as sources"],
    ["2", {}, "Connect the sources to the selection"],
    ["d", {}, "Drive: inject a current into the selection"],
    ["ArrowUp", {}, "More or less activity, or weight"],
    ["F6", { shiftKey: true }, "Region before"],
    ["k", { ctrlKey: true }, "Type to add"],
    ["r", {}, "Randomise weights of the selection"],
    ["z", { ctrlKey: true }, "Undo, also while running"],
    ["z", { metaKey: true }, "Undo, also while running"],
    ["Z", { ctrlKey: true, shiftKey: true }, "Redo"],
    ["y", { ctrlKey: true }, "Redo"],
    ["?", { shiftKey: true }, "This list"],
    ["+", { shiftKey: true }, "Zoom in"],
    ["/", { shiftKey: true }, "Type to add"],
    ["ArrowLeft", { shiftKey: true }, "Move by a grid step"],
  ])("%j with %j", (key, held, text) => {
    expect(does(key, held)).toBe(text);
  });

  it("tells the keys that menus and buttons show", () => {
    const ids = keyTable.flatMap(({ id }) => id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(shownKey("run")).toBe("Space");
    expect(shownKey("trace")).toBe("T");
  });

  it.each([
    ["p", { ctrlKey: true }],
    ["P", { shiftKey: true }],
    ["z", { altKey: true, ctrlKey: true }],
    ["é", {}],
  ])("leaves %j with %j to the browser", (key, held) => {
    expect(does(key, held)).toBeUndefined();
  });
});

describe("a key stroke", () => {
  const element = (html: () => HTMLElement): HTMLElement => {
    const made = html();
    document.body.replaceChildren(made);
    return made;
  };
  const make = (tag: string, attributes: Record<string, string> = {}): HTMLElement => {
    const made = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    return made;
  };

  it("in a field is text", () => {
    expect(
      belongsTo(
        element(() => make("input")),
        "p",
      ),
    ).toBe(true);
    expect(
      belongsTo(
        element(() => make("textarea")),
        " ",
      ),
    ).toBe(true);
  });

  it("on a slider moves it, and other keys act on the page", () => {
    const slider = element(() => make("input", { type: "range" }));
    expect(belongsTo(slider, "ArrowLeft")).toBe(true);
    expect(belongsTo(slider, " ")).toBe(false);
  });

  it("on a button: Enter presses it, Space runs the network", () => {
    const button = element(() => make("button"));
    expect(belongsTo(button, "Enter")).toBe(true);
    expect(belongsTo(button, " ")).toBe(false);
  });

  it("in a tree walks through it, and other keys act on the page", () => {
    const tree = make("div", { role: "tree" });
    const item = make("div", { role: "treeitem", tabindex: "0" });
    tree.append(item);
    document.body.replaceChildren(tree);
    expect(belongsTo(item, "ArrowDown")).toBe(true);
    expect(belongsTo(item, " ")).toBe(false);
    expect(belongsTo(item, "t")).toBe(false);
  });

  it("that goes round the regions leaves a field, but no dialog", () => {
    expect(
      belongsTo(
        element(() => make("input")),
        "F6",
      ),
    ).toBe(false);
    const dialog = make("div", { role: "dialog" });
    const field = make("input");
    dialog.append(field);
    document.body.replaceChildren(dialog);
    expect(belongsTo(field, "F6")).toBe(true);
  });

  it("in a menu or a dialog stays there", () => {
    const menu = make("div", { role: "menu" });
    const item = make("button");
    menu.append(item);
    document.body.replaceChildren(menu);
    expect(belongsTo(item, "p")).toBe(true);
  });
});
