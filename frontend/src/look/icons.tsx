import type { ReactElement, ReactNode } from "react";

/** Signs of the interface, drawn in a 16 px box with the colour of the text around them. */
const signs = {
  reset: <path d="M4 3v10M12.5 3.5v9L6 8z" fill="currentColor" />,
  step: (
    <>
      <path d="M3.5 3.5v9L9 8z" fill="currentColor" />
      <path d="M12 3.5v9" />
    </>
  ),
  play: <path d="M4.5 2.8v10.4L13 8z" fill="currentColor" stroke="none" />,
  pause: (
    <g fill="currentColor" stroke="none">
      <rect x="3.6" y="2.8" width="3.2" height="10.4" rx="1" />
      <rect x="9.2" y="2.8" width="3.2" height="10.4" rx="1" />
    </g>
  ),
  undo: <path d="M5.5 3 2.5 6l3 3M2.8 6h6.7a3.8 3.8 0 0 1 0 7.5H6" />,
  redo: <path d="m10.5 3 3 3-3 3M13.2 6H6.5a3.8 3.8 0 0 0 0 7.5H10" />,
  history: (
    <path d="M2.8 8a5.300 5.300 0 1 0 1.700-3.900L2.600 5.700M2.600 2.600v3.100h3.100M8 5v3.200l2.200 1.500" />
  ),
  file: <path d="M4 2.2h5L12.5 5.700V13.800H4zM9 2.200V5.700h3.500" />,
  projector: <path d="M2 3h12M3 3v7.5h10V3M8 10.5v3M5.5 13.5h5" />,
  theme: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 2.5v11a5.5 5.5 0 0 0 0-11z" fill="currentColor" />
    </>
  ),
  help: (
    <>
      <circle cx="8" cy="8" r="5.8" />
      <path d="M6.3 6.4a1.75 1.75 0 1 1 2.5 1.6c-.5.25-.8.6-.8 1.1" />
      <circle cx="8" cy="11.2" r=".4" fill="currentColor" />
    </>
  ),
  sound: (
    <>
      <path d="M2.500 6.200v3.600h2.300L8 12.600V3.400L4.800 6.200z" fill="currentColor" />
      <path d="M10.300 5.800a3 3 0 0 1 0 4.400M12.200 4a5.600 5.600 0 0 1 0 8" />
    </>
  ),
  silent: (
    <>
      <path d="M2.500 6.200v3.600h2.300L8 12.600V3.400L4.800 6.200z" fill="currentColor" />
      <path d="m10.600 6.200 3.400 3.600M14 6.200l-3.400 3.600" />
    </>
  ),
  find: (
    <>
      <circle cx="7" cy="7" r="4.2" />
      <path d="m10.2 10.2 3 3" />
    </>
  ),
  side: (
    <>
      <rect x="2" y="3" width="12" height="10" rx="2" />
      <path d="M6 3v10" />
    </>
  ),
  freeze: <path d="M8 2v12M2.8 5l10.4 6M13.2 5 2.8 11M6.5 3 8 4.3 9.5 3M6.5 13 8 11.7 9.5 13" />,
  full: <path d="M6 2.8H2.800V6M10 2.800h3.200V6M6 13.200H2.800V10M10 13.200h3.200V10" />,
  export: <path d="M8 2.5V10M5.2 7.5 8 10.3l2.8-2.8M3 13.3h10" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  measure: (
    <path d="M4.500 2.500v11M11.500 2.500v11M4.500 8h7M6.300 6.200 4.500 8l1.800 1.800M9.700 6.200 11.500 8l-1.800 1.800" />
  ),
  float: <path d="M2.500 6.500v7h8M5.500 2.500h8v8h-8z" />,
  dock: <path d="M2.500 2.500h11v11h-11zM2.500 9.500h11M8 4v3.500M6.300 6 8 7.700 9.700 6" />,
  down: <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />,
  right: <path d="m6.5 4.5 3.5 3.5-3.5 3.5" />,
  poke: <path d="M8.8 1.800 4 9h3.500L6.700 14.200 12 6.500H8.300z" />,
  plus: <path d="M8 3.5v9M3.5 8h9" />,
  minus: <path d="M3.5 8h9" />,
  pin: <path d="M6 2.5h4M6.7 2.5v4L4.5 9h7L9.3 6.500v-4M8 9v4.500" />,
  more: (
    <g fill="currentColor">
      <circle cx="3.5" cy="8" r=".7" />
      <circle cx="8" cy="8" r=".7" />
      <circle cx="12.5" cy="8" r=".7" />
    </g>
  ),
  remove: <path d="M3.5 4.5h9M6.5 4.300V3h3v1.300M4.700 4.500l.6 8.700h5.400l.6-8.700" />,
  book: (
    <path d="M3 3.200h4.200c.5 0 .8.3.8.8v9c0-.5-.4-.8-.9-.8H3zM13 3.200H8.800c-.5 0-.8.3-.8.8v9c0-.5.4-.8.9-.8H13z" />
  ),
  inject: <path d="M1.500 11.500h3v-7h3.500v7h1M9 8h5M11.800 5.600 14.200 8l-2.400 2.400" />,
  watch: (
    <path d="M1.500 11c2 0 3-.8 4-2.500L7.300 3l1.400 10 1-2.500c.6-1.300 1.500-1.600 4.800-1.600" />
  ),
  next: (
    <>
      <path d="M1.800 8h6M5.600 5.600 8 8l-2.400 2.400" />
      <circle cx="12" cy="8" r="2.600" />
    </>
  ),
  text: <path d="M3 4h10M3 8h10M3 12h6" />,
  tick: <path d="m4 8.3 2.7 2.7L12 5.5" strokeWidth="2" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof signs;

/** A sign beside or instead of words; the control around it carries the name. */
export function Icon({ name }: { name: IconName }): ReactElement {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      {signs[name]}
    </svg>
  );
}

const thin = { fill: "none", strokeLinecap: "round", strokeLinejoin: "round" } as const;

/** What a stimulus looks like in time, in an 18 px box; shared by palette and board. */
const waves = {
  pulse: "M4.5 11.8h3V6.2h6",
  constant: "M4.2 7.5h9.600M4.200 12h9.600",
  sine: "M4.2 9c1.2-4.5 3.2-4.5 4.8 0s3.6 4.5 4.8 0",
  formula: "M12.4 6.200V5h-6.800l3.600 4-3.600 4h6.800v-1.200",
  poisson: "M5 12V6M7.3 12V6M11 12V6M13 12V6",
  spike_times: "M4.2 12h2.300V6M6.500 12h5V6M11.500 12h2.300",
  noise: "M4 9.5 5.3 7l1.3 4.2L8 6.5l1.3 4.5 1.400-3.300 1.200 2.500L14 8",
  ramp: "M4.200 12h2.300L11.200 6h2.600",
  staircase: "M4 12.200h2.600V9.600h2.600V7h2.600V4.800h2",
  gaussian: "M4 12c3.200 0 3-6 5-6s1.800 6 5 6",
  samples: "M4.200 11.500 6.600 7l2.400 2.800 2.400-4 2.400 3.400",
  light:
    "M9 5.200v-1M9 13.800v-1M5.200 9h-1M13.800 9h-1M6.300 6.300l-.7-.7M12.400 12.400l-.7-.7M6.300 11.700l-.7.7M12.400 5.600l-.7.7M9 7.200a1.800 1.800 0 1 0 0 3.600 1.800 1.800 0 1 0 0-3.600",
  dataset: "M5 5h8v8H5zM5 7.700h8M5 10.300h8M9 5v8",
} satisfies Record<string, string>;

/** The waveform of a stimulus model; one that is not drawn yet shows as noise. */
export function wave(model: string): string {
  return Object.hasOwn(waves, model) ? waves[model as keyof typeof waves] : waves.noise;
}

/** Pictures of things, in an 18 px box, in their own colours. */
const pictures = {
  excitatory: <path d="M9 2.800 16 15H2z" {...thin} stroke="var(--exc)" strokeWidth="1.6" />,
  inhibitory: <circle cx="9" cy="9" r="6.3" {...thin} stroke="var(--inh)" strokeWidth="1.6" />,
  undetermined: (
    <path
      d="M9 2.200 15 5.600v6.800L9 15.800 3 12.400V5.600z"
      {...thin}
      stroke="var(--stim)"
      strokeWidth="1.6"
    />
  ),
  population: (
    <g fill="var(--stim)">
      <rect
        x="2"
        y="3"
        width="14"
        height="12"
        rx="2.2"
        {...thin}
        stroke="var(--stim)"
        strokeWidth="1.5"
      />
      {[7, 11].map((y) =>
        [5.8, 9, 12.2].map((x) => <circle key={`${x} ${y}`} cx={x} cy={y} r="1.1" />),
      )}
    </g>
  ),
  integrate: (
    <path
      d="M2 14c3-.5 4.500-3 5-8V3v11c3-.5 4.500-3 5-8V3v11h4"
      {...thin}
      stroke="var(--stim)"
      strokeWidth="1.4"
    />
  ),
  conductance: (
    <g {...thin} stroke="var(--stim)" strokeWidth="1.5">
      <path d="M1.500 6.500h3.500M1.500 11.500h3.500M13 6.500h3.500M13 11.500h3.500" />
      <path d="M5 4.500c2 0 2.500 2 2.500 4.500S7 13.500 5 13.500M13 4.500c-2 0-2.500 2-2.500 4.500s.5 4.500 2.500 4.500" />
    </g>
  ),
  oscillator: (
    <g>
      <ellipse cx="9" cy="9" rx="6.8" ry="5.400" {...thin} stroke="var(--stim)" strokeWidth="1.4" />
      <circle cx="13.600" cy="5.100" r="2.100" fill="var(--stim)" />
    </g>
  ),
  rate: (
    <path d="M2 14.500h3.500c4 0 3-11 7-11H16" {...thin} stroke="var(--stim)" strokeWidth="1.5" />
  ),
  iterated: (
    <g {...thin} stroke="var(--stim)" strokeWidth="1.4">
      <circle cx="9" cy="9" r="6.500" />
      <path d="M11.500 6.300h-5L9.300 9l-2.800 2.700h5" />
    </g>
  ),
  waves: (
    <g {...thin} stroke="var(--stim)">
      <path d="M5 2.500h7.500a3.500 3.500 0 0 1 3.500 3.500v7" strokeWidth="1.3" />
      <rect x="2" y="5" width="11" height="11" rx="2.800" strokeWidth="1.4" />
      <path d="M4.500 12.500 9.700 8.200" strokeWidth="1.3" />
    </g>
  ),
  note: (
    <path
      d="M3.500 5.500V3.500h11v2M9 3.500v11M7 14.500h4"
      {...thin}
      stroke="currentColor"
      strokeWidth="1.4"
    />
  ),
  frame: (
    <rect
      x="2.500"
      y="3.500"
      width="13"
      height="11"
      rx="2.500"
      {...thin}
      stroke="currentColor"
      strokeWidth="1.4"
      strokeDasharray="2.600 2"
    />
  ),
  formula: (
    <path d="M13.500 6V4h-9l5 5-5 5h9v-2" {...thin} stroke="currentColor" strokeWidth="1.4" />
  ),
  trace: (
    <path
      d="M2 12.500c2 0 3-1.500 4-3L7 3l1 11 1.500-2.500c1.500-1 2.500-2 3.500-3.500l.8 5.500H16"
      {...thin}
      stroke="currentColor"
      strokeWidth="1.4"
    />
  ),
  raster: (
    <path
      d="M3.500 3v2.500M8 3v2.500M12.500 3v2.500M5.500 7.800v2.500M10 7.800v2.500M15 7.800v2.500M3.500 12.500V15M9 12.500V15M13 12.500V15"
      {...thin}
      stroke="currentColor"
      strokeWidth="1.5"
    />
  ),
  weights: (
    <g fill="currentColor">
      {[0.9, 0.25, 0.5, 0.35, 0.8, 0.2, 0.55, 0.3, 0.95].map((opacity, i) => (
        <rect
          key={i}
          x={2.5 + (i % 3) * 4.6}
          y={2.5 + Math.floor(i / 3) * 4.6}
          width="3.8"
          height="3.8"
          opacity={opacity}
        />
      ))}
    </g>
  ),
  rates: (
    <path
      d="M2 14.500h3V9h3V4.500h3V11h3v3.500h2"
      {...thin}
      stroke="currentColor"
      strokeWidth="1.4"
    />
  ),
  history: (
    <path
      d="M2 13c5 0 4-6.500 8-6.500 3 0 3-1.500 6-1.500M2 5.500c4 0 5 5.500 14 5.500"
      {...thin}
      stroke="currentColor"
      strokeWidth="1.4"
    />
  ),
  histogram: (
    <path
      d="M2 15h14M4 15v-3M6.500 15V9M9 15V4M11.500 15V7M14 15v-4"
      {...thin}
      stroke="currentColor"
      strokeWidth="1.8"
    />
  ),
  bars: (
    <path
      d="M2 15h14M4.500 15V6M9 15V10M13.500 15V3.500"
      {...thin}
      stroke="currentColor"
      strokeWidth="2.4"
    />
  ),
  scatter: (
    <path
      d="M4 12.500h.01M6.500 9.500h.01M8 12h.01M10 7.500h.01M12 9h.01M13.500 5h.01M7 6.500h.01M11 12.500h.01"
      {...thin}
      stroke="currentColor"
      strokeWidth="2.2"
    />
  ),
  components: (
    <path
      d="M3 13.500C3 6 8 3 11.500 4.500s3.500 6.500 0 7-5-3-2.500-4.500"
      {...thin}
      stroke="currentColor"
      strokeWidth="1.4"
    />
  ),
  image: (
    <g fill="currentColor">
      {[0.9, 0.6, 0.2, 0.1, 0.3, 0.9, 0.7, 0.2, 0.1, 0.3, 0.9, 0.6, 0.5, 0.1, 0.2, 0.9].map(
        (opacity, i) => (
          <rect
            key={i}
            x={2.5 + (i % 4) * 3.4}
            y={2.5 + Math.floor(i / 4) * 3.4}
            width="3.3"
            height="3.3"
            opacity={opacity}
          />
        ),
      )}
    </g>
  ),
  pixels: (
    <g fill="currentColor">
      {[0.1, 0.9, 0.9, 0.1, 0.1, 0.2, 0.9, 0.1, 0.1, 0.9, 0.2, 0.1, 0.1, 0.9, 0.9, 0.9].map(
        (opacity, i) => (
          <rect
            key={i}
            x={2.5 + (i % 4) * 3.4}
            y={2.5 + Math.floor(i / 4) * 3.4}
            width="3.3"
            height="3.3"
            opacity={opacity}
          />
        ),
      )}
    </g>
  ),
} satisfies Record<string, ReactNode>;

export type PictureName = keyof typeof pictures;

/** A thing that can be placed or opened; stimuli are named by their model: `stimulus:sine`. */
export function Picture({ name }: { name: PictureName | `stimulus:${string}` }): ReactElement {
  const drawn = Object.hasOwn(pictures, name)
    ? pictures[name as PictureName]
    : stimulusPicture(name.slice("stimulus:".length));
  return (
    <svg className="glyph" viewBox="0 0 18 18" aria-hidden="true">
      {drawn}
    </svg>
  );
}

function stimulusPicture(model: string): ReactElement {
  return (
    <g {...thin} stroke="var(--stim)">
      <rect x="2" y="2" width="14" height="14" rx="3.5" strokeWidth="1.4" />
      <path d={wave(model)} strokeWidth="1.3" />
    </g>
  );
}

/** How the end of an edge tells its type: arrow excites, bar inhibits, dot is a current. */
export function EdgeEnd({ type }: { type: "excitatory" | "inhibitory" | "current" }): ReactElement {
  return (
    <svg width="30" height="12" aria-hidden="true">
      {type === "excitatory" && (
        <>
          <path d="M1 6h20" stroke="var(--exc)" strokeWidth="2" />
          <path d="M19 1.500 28 6l-9 4.500z" fill="var(--exc)" />
        </>
      )}
      {type === "inhibitory" && (
        <>
          <path d="M1 6h24" stroke="var(--inh)" strokeWidth="2.4" />
          <rect x="24" y="0" width="3.5" height="12" rx="1.2" fill="var(--inh)" />
        </>
      )}
      {type === "current" && (
        <>
          <path d="M1 6h22" stroke="var(--stim)" strokeWidth="1.5" />
          <circle cx="25" cy="6" r="3" fill="var(--stim)" />
        </>
      )}
    </svg>
  );
}

/** The mark of the product: a spike that begins with light. */
export function Mark(): ReactElement {
  return (
    <svg
      className="mark"
      viewBox="0 0 22 22"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M2 15.500h3.200c1.600 0 2.300-1 2.900-3L10.600 3l2.200 15.500c.4-2 1.200-3 2.900-3H20" />
      <circle cx="10.600" cy="3" r="1.7" fill="var(--spike)" stroke="none" />
    </svg>
  );
}
