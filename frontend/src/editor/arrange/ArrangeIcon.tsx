import type { ReactElement, ReactNode } from "react";

const bars = (line: string, one: ReactNode, other: ReactNode): ReactNode => (
  <>
    <path d={line} />
    {one}
    {other}
  </>
);
const bar = (x: number, y: number, width: number, height: number): ReactNode => (
  <rect x={x} y={y} width={width} height={height} rx="1" fill="currentColor" stroke="none" />
);

const pictures: Readonly<Record<string, ReactNode>> = {
  left: bars("M2.5 2v12", bar(4.5, 4, 9, 3), bar(4.5, 9, 5, 3)),
  centre: bars("M8 2v12", bar(3, 4, 10, 3), bar(5.5, 9, 5, 3)),
  right: bars("M13.5 2v12", bar(2.5, 4, 9, 3), bar(6.5, 9, 5, 3)),
  top: bars("M2 2.5h12", bar(4, 4.5, 3, 9), bar(9, 4.5, 3, 5)),
  middle: bars("M2 8h12", bar(4, 3, 3, 10), bar(9, 5.5, 3, 5)),
  bottom: bars("M2 13.5h12", bar(4, 2.5, 3, 9), bar(9, 6.5, 3, 5)),
  across: bars("M2.5 2v12M13.5 2v12", bar(6.5, 4, 3, 8), null),
  down: bars("M2 2.5h12M2 13.5h12", bar(4, 6.5, 8, 3), null),
  tidy: (
    <>
      <rect x="1.500" y="6" width="4" height="4" rx="1" />
      <rect x="10.500" y="1.800" width="4" height="4" rx="1" />
      <rect x="10.500" y="10.200" width="4" height="4" rx="1" />
      <path d="M5.500 8H8V3.800h2.500M8 8v4.200h2.500" />
    </>
  ),
};

/** A small picture of what an arrangement does; the control around it carries the name. */
export function ArrangeIcon({ id }: { id: string }): ReactElement {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      {pictures[id]}
    </svg>
  );
}
