"""Hodgkin and Huxley's model of the squid axon, in the modern sign convention."""

from engine.declaration import NeuronModel, Preset, State, Term
from engine.models.ions import CAPACITANCE, I_PER_AREA, conductance, reversal

MODEL = NeuronModel(
    name="hh",
    title="Hodgkin-Huxley",
    summary="Sodium and potassium channels with voltage-dependent gates make the action potential.",
    family="spiking",
    states=(
        State("V", -65.0, "mV", "membrane potential", "V", (-80.0, 40.0)),
        State("m", "alpha_m(V)/(alpha_m(V) + beta_m(V))", "", "sodium activation", "m", (0, 1)),
        State("h", "alpha_h(V)/(alpha_h(V) + beta_h(V))", "", "sodium inactivation", "h", (0, 1)),
        State("n", "alpha_n(V)/(alpha_n(V) + beta_n(V))", "", "potassium activation", "n", (0, 1)),
    ),
    parameters=(
        CAPACITANCE,
        conductance("g_Na", 120.0, "sodium", r"g_{\mathrm{Na}}", 200.0),
        reversal("E_Na", 50.0, "sodium", r"E_{\mathrm{Na}}"),
        conductance("g_K", 36.0, "potassium", r"g_{\mathrm{K}}", 100.0),
        reversal("E_K", -77.0, "potassium", r"E_{\mathrm{K}}"),
        conductance("g_L", 0.3, "leak", "g_L", 2.0),
        reversal("E_L", -54.387, "leak", "E_L"),
        I_PER_AREA,
    ),
    functions="""
        alpha_m(V) = 0.1*linoid(V + 40, 10)
        beta_m(V) = 4*exp(-0.0556*(V + 65))
        alpha_h(V) = 0.07*exp(-0.05*(V + 65))
        beta_h(V) = 1/(1 + exp(-0.1*(V + 35)))
        alpha_n(V) = 0.01*linoid(V + 55, 10)
        beta_n(V) = 0.125*exp(-0.0125*(V + 65))
    """,
    equations="""
        C*dV/dt = -g_Na*m**3*h*(V - E_Na) - g_K*n**4*(V - E_K) - g_L*(V - E_L) + I
        dm/dt = alpha_m(V)*(1 - m) - beta_m(V)*m
        dh/dt = alpha_h(V)*(1 - h) - beta_h(V)*h
        dn/dt = alpha_n(V)*(1 - n) - beta_n(V)*n
    """,
    threshold="V >= 0",
    crossing=True,
    terms=(
        Term("-g_Na*m**3*h*(V - E_Na)", "sodium"),
        Term("-g_K*n**4*(V - E_K)", "potassium"),
        Term("-g_L*(V - E_L)", "leak"),
        Term("I", "input"),
    ),
    presets=(
        Preset(
            "squid",
            "Squid axon, 6.3 °C",
            (),
            note="The axon as measured. Silent without input; 10 µA/cm² make it fire steadily.",
        ),
        Preset(
            "tetrodotoxin",
            "Tetrodotoxin (TTX)",
            (("g_Na", 0.0),),
            note="Sodium channels are blocked: no input makes a spike.",
        ),
        Preset(
            "tetraethylammonium",
            "Tetraethylammonium (TEA)",
            (("g_K", 0.0),),
            note="Potassium channels are blocked: after an upstroke V stays up.",
        ),
    ),
    source="Hodgkin and Huxley (1952) Journal of Physiology 117:500",
)
