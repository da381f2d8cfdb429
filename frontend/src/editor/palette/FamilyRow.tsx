import { useCallback, useState, type ReactElement } from "react";
import { Icon, Picture } from "../../look/icons";
import type { Family } from "../families";
import { Flyout } from "./Flyout";
import { ItemRow } from "./ItemRow";

/** A row that opens the models of a family beside the palette. */
export function FamilyRow({ family, rail }: { family: Family; rail: boolean }): ReactElement {
  const [anchor, setAnchor] = useState<DOMRect | null>(null);
  const close = useCallback(() => setAnchor(null), []);
  const { name, picture, hint, sections } = family;
  return (
    <>
      <button
        type="button"
        className="palette-row palette-family"
        aria-label={name}
        aria-haspopup="true"
        aria-expanded={anchor !== null}
        data-tip={anchor ? undefined : rail ? `${name}: ${hint.toLowerCase()}` : hint}
        data-tip-side="right"
        onClick={(event) => {
          // The box is outside of what the press tells from "outside": a second press closes.
          setAnchor(anchor ? null : event.currentTarget.getBoundingClientRect());
        }}
      >
        <Picture name={picture} />
        {!rail && (
          <>
            <span>{name}</span>
            <Icon name="right" />
          </>
        )}
      </button>
      {anchor && (
        <Flyout anchor={anchor} name={name} onClose={close}>
          {sections.map(({ title, items }) => (
            <div key={title} role="group" className="palette-group" aria-label={title}>
              <h2>{title}</h2>
              {items.map((item) => (
                <ItemRow key={item.id} item={item} rail={false} onPlaced={close} />
              ))}
            </div>
          ))}
        </Flyout>
      )}
    </>
  );
}
