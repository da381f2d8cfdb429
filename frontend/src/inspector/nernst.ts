/** Gas constant, J/(K mol), and Faraday constant, C/mol: CODATA 2018. */
const R = 8.314462618;
const F = 96485.33212;
const FREEZING = 273.15;

/** An ion with its charge and usual concentrations, mM. */
export interface Ion {
  readonly name: string;
  readonly charge: number;
  readonly outside: number;
  readonly inside: number;
}

export interface Preparation {
  readonly title: string;
  /** In degrees Celsius. */
  readonly temperature: number;
  readonly ions: readonly Ion[];
}

/** Concentrations of the squid axon after Hodgkin (1951) Biological Reviews 26:339, of mammalian cells
 * after Hille (2001) Ion Channels of Excitable Membranes, table 1.3. */
export const preparations: readonly Preparation[] = [
  {
    title: "Squid axon, 6.3 °C",
    temperature: 6.3,
    ions: [
      { name: "Na⁺", charge: 1, outside: 440, inside: 50 },
      { name: "K⁺", charge: 1, outside: 20, inside: 400 },
      { name: "Cl⁻", charge: -1, outside: 560, inside: 52 },
      { name: "Ca²⁺", charge: 2, outside: 10, inside: 1e-4 },
    ],
  },
  {
    title: "Mammalian cell, 37 °C",
    temperature: 37,
    ions: [
      { name: "Na⁺", charge: 1, outside: 145, inside: 12 },
      { name: "K⁺", charge: 1, outside: 4, inside: 155 },
      { name: "Cl⁻", charge: -1, outside: 123, inside: 4.2 },
      { name: "Ca²⁺", charge: 2, outside: 1.5, inside: 1e-4 },
    ],
  },
];

/** RT/F in mV at a temperature in degrees Celsius. */
export function thermalVoltage(temperature: number): number {
  return (1000 * R * (temperature + FREEZING)) / F;
}

/** Equilibrium potential of an ion in mV: (RT/zF) ln(outside/inside). Nernst (1888). */
export function nernst(ion: Ion, temperature: number): number {
  return (thermalVoltage(temperature) / ion.charge) * Math.log(ion.outside / ion.inside);
}

/** Potential in mV at which the currents of ions of one charge each cancel, by their permeabilities.
 * Goldman (1943), Hodgkin and Katz (1949). */
export function goldman(
  ions: readonly (Ion & { readonly permeability: number })[],
  temperature: number,
): number {
  let above = 0;
  let below = 0;
  for (const { charge, outside, inside, permeability } of ions) {
    // An anion enters with its sides exchanged.
    above += permeability * (charge > 0 ? outside : inside);
    below += permeability * (charge > 0 ? inside : outside);
  }
  return thermalVoltage(temperature) * Math.log(above / below);
}
