import type { ReactElement } from "react";

/** Ends of edges: arrow excites, bar inhibits, dot is a current. Mounted once, used by id. */
export function EdgeMarkers(): ReactElement {
  return (
    <svg className="edge-markers" width="0" height="0" aria-hidden="true">
      <defs>
        <Arrow id="end-excitatory" size={9} tip={6} />
        <Arrow id="end-excitatory-thick" size={14} tip={4} />
        <Bar id="end-inhibitory" width={5} height={14} />
        <Bar id="end-inhibitory-thick" width={7} height={20} />
        <Dot id="end-current" />
        <Dot id="end-current-thick" />
      </defs>
    </svg>
  );
}

const fixed = { markerUnits: "userSpaceOnUse", orient: "auto" } as const;

function Arrow({ id, size, tip }: { id: string; size: number; tip: number }): ReactElement {
  return (
    <marker
      id={id}
      viewBox="0 0 10 10"
      refX={tip}
      refY="5"
      markerWidth={size}
      markerHeight={size}
      {...fixed}
    >
      <path d="M0 .6 9.5 5 0 9.4z" fill="var(--exc)" />
    </marker>
  );
}

function Bar({ id, width, height }: { id: string; width: number; height: number }): ReactElement {
  return (
    <marker
      id={id}
      viewBox="0 0 6 16"
      refX="3"
      refY="8"
      markerWidth={width}
      markerHeight={height}
      {...fixed}
    >
      <rect x="1" y="1" width="4" height="14" rx="1.5" fill="var(--inh)" />
    </marker>
  );
}

function Dot({ id }: { id: string }): ReactElement {
  return (
    <marker id={id} viewBox="0 0 8 8" refX="4" refY="4" markerWidth="6" markerHeight="6" {...fixed}>
      <circle cx="4" cy="4" r="3.5" fill="var(--stim)" />
    </marker>
  );
}
