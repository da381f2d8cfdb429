import { useState, type ReactElement, type ReactNode } from "react";
import { Icon } from "../look/icons";
import { Menu, type MenuAction } from "../shared/Menu";
import { useInspector } from "./pin";

interface Props {
  id: string;
  picture: ReactNode;
  name: string;
  /** Undefined where the name cannot be changed. */
  onRename?: (name: string) => void;
  actions: readonly MenuAction[];
}

/** Picture, name, and what can be done. */
export function Head({ id, picture, name, onRename, actions }: Props): ReactElement {
  const [menu, setMenu] = useState<DOMRect | null>(null);
  const pinned = useInspector((state) => state.pinned === id);
  const pin = useInspector((state) => state.pin);
  return (
    <div className="inspector-head">
      {picture}
      {onRename ? <NameField key={name} name={name} onRename={onRename} /> : <h2>{name}</h2>}
      <button
        type="button"
        className="icon-button"
        aria-label={`Keep this panel on ${name}`}
        aria-pressed={pinned}
        data-tip={pinned ? "Follow the selection again" : `Keep this panel on ${name}`}
        onClick={() => pin(pinned ? null : id)}
      >
        <Icon name="pin" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="More"
        aria-expanded={menu !== null}
        onClick={(event) => setMenu(menu ? null : event.currentTarget.getBoundingClientRect())}
      >
        <Icon name="more" />
      </button>
      {menu && (
        <Menu
          name={`More for ${name}`}
          at={{ x: menu.right, y: menu.bottom + 4 }}
          alignRight
          onClose={() => setMenu(null)}
          sections={[{ actions }]}
        />
      )}
    </div>
  );
}

function NameField({
  name,
  onRename,
}: {
  name: string;
  onRename: (name: string) => void;
}): ReactElement {
  const keep = (text: string): void => {
    const next = text.trim().slice(0, 200);
    if (next !== "" && next !== name) onRename(next);
  };
  return (
    <input
      className="name-field"
      aria-label="Name"
      defaultValue={name}
      maxLength={200}
      spellCheck={false}
      onBlur={(event) => {
        keep(event.target.value);
        event.target.value = event.target.value.trim() === "" ? name : event.target.value;
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") {
          event.currentTarget.value = name;
          event.currentTarget.blur();
        }
      }}
    />
  );
}
