"""Hodgkin and Huxley's model reduced to two variables."""

from engine.declaration import NeuronModel, Parameter, State, Term
from engine.models.ions import CAPACITANCE, I_PER_AREA, conductance, reversal

MODEL = NeuronModel(
    name="hh2d",
    title="Hodgkin-Huxley, reduced",
    summary="Sodium activates at once and inactivates as potassium activates: a plane for a spike.",
    family="spiking",
    states=(
        State("V", -65.0, "mV", "membrane potential", "V", (-80.0, 40.0)),
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
        Parameter(
            "c",
            0.8,
            "",
            "sum of sodium inactivation h and potassium activation n, taken as constant",
            title="Sum h + n",
            low=0.0,
            high=2.0,
            slider=(0.6, 1.0),
            symbol="c",
        ),
        I_PER_AREA,
    ),
    functions="""
        alpha_m(V) = 0.1*linoid(V + 40, 10)
        beta_m(V) = 4*exp(-0.0556*(V + 65))
        m_inf(V) = alpha_m(V)/(alpha_m(V) + beta_m(V))
        alpha_n(V) = 0.01*linoid(V + 55, 10)
        beta_n(V) = 0.125*exp(-0.0125*(V + 65))
    """,
    equations="""
        C*dV/dt = -g_Na*m_inf(V)**3*(c - n)*(V - E_Na) - g_K*n**4*(V - E_K) - g_L*(V - E_L) + I
        dn/dt = alpha_n(V)*(1 - n) - beta_n(V)*n
    """,
    threshold="V >= 0",
    crossing=True,
    terms=(
        Term("-g_Na*m_inf(V)**3*(c - n)*(V - E_Na)", "sodium"),
        Term("-g_K*n**4*(V - E_K)", "potassium"),
        Term("-g_L*(V - E_L)", "leak"),
        Term("I", "input"),
    ),
    source="Rinzel (1985) Federation Proceedings 44:2944; "
    "Krinsky and Kokoz (1973) Biophysics 18:533",
)
