import type { Definition } from "../wire/types";
import { emptyDefinition, parameter, state, type Kind } from "./draft";

/** Something to start from. */
export interface Template {
  readonly id: string;
  readonly of: Kind;
  readonly title: string;
  readonly definition: Definition;
}

const make = (of: Kind, title: string, fields: Partial<Definition>): Template => ({
  id: `${of} ${title}`,
  of,
  title,
  definition: { ...emptyDefinition(of), title, ...fields },
});

export const templates: readonly Template[] = [
  make("neuron", "Leaky integrate-and-fire", {
    equations: "tau_m*dV/dt = -(V - E_L) + I",
    parameters: [
      parameter("tau_m", 15, "ms", "membrane time constant"),
      parameter("E_L", -72, "mV", "leak reversal potential"),
      parameter("V_th", -55, "mV", "threshold"),
      parameter("V_re", -75, "mV", "reset potential"),
    ],
    states: [state("V", -70, "mV")],
    threshold: "V >= V_th",
    reset: "V = V_re",
  }),
  make("neuron", "Two variables with reset", {
    equations: "dv/dt = 0.04*v**2 + 5*v + 140 - u + I\ndu/dt = a*(b*v - u)",
    parameters: [
      parameter("a", 0.02, "1/ms", "rate of recovery"),
      parameter("b", 0.2, "", "sensitivity of recovery to v"),
      parameter("c", -65, "mV", "reset of v"),
      parameter("d", 8, "mV", "step of u at a spike"),
    ],
    states: [state("v", -65, "mV"), state("u", "b*v", "mV")],
    threshold: "v >= 30",
    reset: "v = c\nu = u + d",
  }),
  make("neuron", "Rate unit", {
    family: "graded",
    equations: "tau*dr/dt = -r + g*max(I - theta, 0)",
    parameters: [
      parameter("tau", 20, "ms", "time constant"),
      parameter("g", 0.004, "1/(ms mV)", "gain"),
      parameter("theta", 10, "mV", "threshold"),
    ],
    states: [state("r", 0, "1/ms")],
  }),
  make("neuron", "Oscillator without spikes", {
    family: "graded",
    equations: "dx/dt = y\ndy/dt = mu*(1 - x**2)*y - k*x + I",
    parameters: [
      parameter("mu", 0.2, "1/ms", "damping"),
      parameter("k", 0.05, "1/ms²", "stiffness"),
    ],
    states: [state("x", 1), state("y", 0, "1/ms")],
  }),
  make("synapse", "Exponential current", {
    equations: "tau*dI/dt = -I",
    parameters: [parameter("tau", 5, "ms", "decay time constant")],
    states: [state("I", 0, "mV")],
    on_spike: "I += J/tau",
    current: "I",
  }),
  make("synapse", "Conductance", {
    equations: "tau*dg/dt = -g",
    parameters: [
      parameter("tau", 5, "ms", "decay time constant"),
      parameter("E_rev", 0, "mV", "reversal potential"),
    ],
    states: [state("g", 0)],
    on_spike: "g += J/tau",
    current: "-g*(V - E_rev)",
  }),
  make("stimulus", "Damped oscillation", {
    expression: "amplitude*exp(-t/tau)*sin(2*pi*t/period)",
    parameters: [
      parameter("amplitude", 10, "mV", "value at the start"),
      parameter("tau", 200, "ms", "time constant of the decay"),
      parameter("period", 50, "ms", "period"),
    ],
  }),
  make("stimulus", "Poisson spikes at a changing rate", {
    output: "spikes",
    expression: "mean*(1 + depth*sin(2*pi*t/period))",
    parameters: [
      parameter("mean", 20, "Hz", "mean rate"),
      parameter("depth", 0.8, "", "depth of the modulation"),
      parameter("period", 200, "ms", "period"),
    ],
  }),
  make("plasticity", "Pair STDP", {
    equations: "tau_plus*da/dt = -a\ntau_minus*db/dt = -b",
    parameters: [
      parameter("A_plus", 0.1, "", "step of potentiation"),
      parameter("A_minus", 0.11, "", "step of depression"),
      parameter("tau_plus", 20, "ms", "time constant of potentiation"),
      parameter("tau_minus", 20, "ms", "time constant of depression"),
      parameter("w_min", 0, "", "least weight"),
      parameter("w_max", 30, "", "largest weight"),
    ],
    states: [state("a", 0, "", "source"), state("b", 0, "", "target")],
    on_source_spike: "w += -A_minus*b\na += 1",
    on_target_spike: "w += A_plus*a\nb += 1",
    low: "w_min",
    high: "w_max",
  }),
  make("plasticity", "Hebb with decay", {
    needs: "values",
    equations: "dw/dt = eta*(x*y - decay*w)",
    parameters: [
      parameter("eta", 0.001, "1/ms", "rate of learning"),
      parameter("decay", 0.1, "", "decay of the weight"),
    ],
  }),
];
