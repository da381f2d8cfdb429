"""Current given by numbers: drawn by hand, recorded, computed elsewhere."""

from engine.declaration import Option, Parameter, StimulusModel
from engine.stimuli.parts import period

MODEL = StimulusModel(
    name="samples",
    title="Samples",
    summary="A current that follows a series of numbers, the same for all cells or one for each.",
    output="current",
    parameters=(
        Parameter(
            "dt",
            10.0,
            "ms",
            "time from one sample to the next",
            title="Sample interval",
            low=1e-6,
            high=1e6,
            slider=(0.1, 100.0),
            symbol=r"\Delta t",
        ),
        Parameter(
            "values",
            (0.0, 2.0, 6.0, 12.0, 16.0, 18.0, 16.0, 12.0, 6.0, 2.0, 0.0),
            "mV",
            "the samples: one list, or one list per cell",
            title="Samples",
            symbol="x_k",
            kind="series",
        ),
        Parameter(
            "start",
            0.0,
            "ms",
            "time of the first sample; the current is 0 before it",
            title="Start",
            slider=(0.0, 1000.0),
            symbol=r"t_{\mathrm{start}}",
        ),
        period("time after which the series begins again; 0 for once"),
        Parameter(
            "between",
            "linear",
            "",
            "how the current goes from one sample to the next",
            title="Between samples",
            symbol="f(s)",
            kind="function",
            argument="s",
            options=(
                Option("linear", "Straight line", "s"),
                Option("hold", "Hold until the next", "0"),
            ),
        ),
        Parameter(
            "after",
            "zero",
            "",
            "what follows the end of the series, an interval after the last sample",
            title="After the end",
            symbol="g(x)",
            kind="function",
            argument="x",
            options=(
                Option("zero", "No current", "0"),
                Option("hold", "The last value", "x"),
            ),
        ),
    ),
    expression="",
    source="numbers that a person has drawn, recorded or computed; straight lines between them: "
    "Press et al. (2007) Numerical Recipes, 3rd edition, section 3.1",
    process="samples",
    per_cell=True,
)
