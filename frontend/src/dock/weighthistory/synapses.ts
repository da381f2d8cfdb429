/** Synapses as a person writes them: "0-1, 3-0", from which cell to which; in records each is a
 * number, target * n_source + source. */

const MOST = 64;

/** The synapses of a text, or a sentence that says what is wrong with it. */
export function parseSynapses(
  text: string,
  sizes: { source: number; target: number },
): number[] | string {
  const found = new Set<number>();
  for (const part of text.split(/[,;\s]+/).filter((piece) => piece !== "")) {
    const pair = /^(\d{1,8})[-–](\d{1,8})$/.exec(part);
    if (!pair) return `“${part}” is no synapse. Write from which cell to which, such as 0-1, 3-0.`;
    const [source, target] = [Number(pair[1]), Number(pair[2])];
    if (source >= sizes.source) return `The source has the cells 0 to ${sizes.source - 1}.`;
    if (target >= sizes.target) return `The target has the cells 0 to ${sizes.target - 1}.`;
    found.add(target * sizes.source + source);
  }
  if (found.size > MOST) return `A view shows at most ${MOST} synapses.`;
  return [...found].sort((a, b) => a - b);
}

export function formatSynapses(synapses: readonly number[], sources: number): string {
  return synapses.map((n) => `${n % sources}-${Math.floor(n / sources)}`).join(", ");
}
