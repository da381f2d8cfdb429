import { create } from "zustand";
import { live } from "../live/live";
import { onFrame } from "../live/loop";
import { useBoard } from "../state/board";
import { nodesOf } from "../state/records";
import { Listener, pitchOf } from "./clicks";

interface Sound {
  on: boolean;
  /** 0 to 1. */
  volume: number;
  /** Whose spikes click. */
  who: "all" | "selection";
  set: (change: Partial<Pick<Sound, "on" | "volume" | "who">>) => void;
}

/** Seconds that a click lasts, and the time constant of its fading. */
const LASTS = 0.03;
const FADES = 0.006;

let context: AudioContext | null = null;
let gain: GainNode | null = null;
let stop: (() => void) | null = null;
const buffers = new Map<number, AudioBuffer>();

/** Spikes that can be heard; off until somebody switches it on. */
export const useSound = create<Sound>()((set, get) => ({
  on: false,
  volume: 0.5,
  who: "all",
  set: (change) => {
    const before = get().on;
    set(change);
    const { on, volume } = get();
    if (gain) gain.gain.value = volume * volume;
    if (on && !before) begin();
    if (!on && before) end();
  },
}));

export function toggleSound(): void {
  const { on, set } = useSound.getState();
  set({ on: !on });
}

function begin(): void {
  if (typeof AudioContext === "undefined") {
    useSound.setState({ on: false });
    useBoard.getState().notify("This browser cannot play sound, so spikes stay silent.");
    return;
  }
  context ??= new AudioContext();
  if (!gain) {
    gain = context.createGain();
    gain.connect(context.destination);
  }
  gain.gain.value = useSound.getState().volume ** 2;
  void context.resume();
  const listener = new Listener();
  let looked = performance.now();
  let version = -1;
  stop = onFrame((now) => {
    if (live.version === version) return undefined;
    version = live.version;
    const { records, selection, status } = useBoard.getState();
    const elapsed = now - looked;
    looked = now;
    if (status?.running !== true || live.moment !== null) {
      listener.skip();
      return undefined;
    }
    const nodes = nodesOf(records).map(({ id }) => id);
    const all = useSound.getState().who === "all" || selection.size === 0;
    const chosen = all ? nodes : nodes.filter((id) => selection.has(id));
    const clicks = listener.take(chosen, live.spikes, live.activity, live.t, elapsed);
    const spread = Math.min(elapsed, 100) / 1000;
    for (const { node, part } of clicks) play(pitchOf(nodes.indexOf(node)), part * spread);
    return undefined;
  });
}

function end(): void {
  stop?.();
  stop = null;
  void context?.suspend();
}

/** A click of some pitch, `after` seconds from now. */
function play(pitch: number, after: number): void {
  if (!context || !gain) return;
  const source = context.createBufferSource();
  source.buffer = clickOf(context, pitch);
  source.connect(gain);
  source.start(context.currentTime + after);
}

function clickOf(audio: AudioContext, pitch: number): AudioBuffer {
  const known = buffers.get(pitch);
  if (known) return known;
  const { sampleRate } = audio;
  const buffer = audio.createBuffer(1, Math.ceil(LASTS * sampleRate), sampleRate);
  const samples = buffer.getChannelData(0);
  for (let k = 0; k < samples.length; k++) {
    const t = k / sampleRate;
    samples[k] = Math.sin(2 * Math.PI * pitch * t) * Math.exp(-t / FADES);
  }
  buffers.set(pitch, buffer);
  return buffer;
}
