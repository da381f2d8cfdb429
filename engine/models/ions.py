"""What models of ion channels share: capacitance, conductances and reversal potentials."""

from engine.declaration import Parameter

ION_SHORT = {"sodium": "Na", "potassium": "K"}
CAPACITANCE = Parameter(
    "C",
    1.0,
    "µF/cm²",
    "membrane capacitance",
    title="Capacitance",
    low=1e-3,
    high=1e4,
    slider=(0.1, 10.0),
    symbol="C",
)
I_PER_AREA = Parameter(
    "I_ext",
    0.0,
    "µA/cm²",
    "constant current per area",
    title="Input",
    slider=(-10.0, 50.0),
    symbol=r"I_{\mathrm{ext}}",
)


def conductance(name: str, default: float, ion: str, symbol: str, high: float) -> Parameter:
    """The largest conductance (mS/cm²) of the channels of an ion; the slider ends at `high`."""
    return Parameter(
        name,
        default,
        "mS/cm²",
        f"largest {ion} conductance",
        title=ion.capitalize(),
        low=0.0,
        high=1e5,
        slider=(0.0, high),
        symbol=symbol,
    )


def reversal(name: str, default: float, ion: str, symbol: str) -> Parameter:
    """The reversal potential (mV) of an ion."""
    return Parameter(
        name,
        default,
        "mV",
        f"{ion} reversal potential",
        title=f"{ION_SHORT.get(ion, ion.capitalize())} reversal",
        low=-1e3,
        high=1e3,
        slider=(-100.0, 150.0),
        symbol=symbol,
    )
