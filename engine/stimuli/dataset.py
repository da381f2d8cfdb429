"""Examples to learn from, one after the other."""

from engine.declaration import Option, Parameter, StimulusModel

MODEL = StimulusModel(
    name="dataset",
    title="Data set",
    summary="Shows the samples of a data set one after the other: a value per cell for each "
    "feature, or for each target. Two of them that show the same data in the same way show the "
    "same sample at the same time.",
    output="current",
    parameters=(
        Parameter(
            "data",
            "",
            "",
            "the data set, a record of the board, by its id",
            title="Data",
            symbol="D",
            kind="dataset",
        ),
        Parameter(
            "part",
            "inputs",
            "",
            "what of each sample is shown",
            title="Shows",
            symbol="s(x)",
            kind="function",
            argument="x",
            options=(
                Option("inputs", "Inputs", "x"),
                Option("targets", "Targets", "x"),
            ),
        ),
        Parameter(
            "hold",
            2.0,
            "ms",
            "how long each sample is shown; layers that learn from it need a step each, and one",
            title="Hold",
            low=1e-3,
            high=1e6,
            slider=(1.0, 100.0),
            symbol=r"t_{\mathrm{hold}}",
        ),
        Parameter(
            "order",
            "shuffled",
            "",
            "order of the samples in each round",
            title="Order",
            symbol="o(x)",
            kind="function",
            argument="x",
            options=(
                Option("shuffled", "Shuffled, anew each round", "x"),
                Option("in_order", "As they stand", "x"),
            ),
        ),
        Parameter(
            "split",
            "train",
            "",
            "which samples are shown; what is not for training is never learned from",
            title="Samples",
            symbol="p(x)",
            kind="function",
            argument="x",
            options=(
                Option("train", "For training", "x"),
                Option("test", "For testing", "x"),
                Option("all", "All", "x"),
            ),
        ),
    ),
    expression="",
    source="a data set of the board; the order of each round is a keyed permutation: "
    "Luby and Rackoff (1988) SIAM J Comput 17:373",
    unit="",
    process="dataset",
    per_cell=True,
)
