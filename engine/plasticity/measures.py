"""Parameters that rules share which follow a gradient or measure how well they do."""

from engine.declaration import Parameter


def average_over(of: str) -> Parameter:
    """Over how many steps or presentations loss and accuracy are averaged."""
    return Parameter(
        "average_over",
        1000.0 if of == "steps" else 100.0,
        "",
        f"number of {of} over which the shown loss and accuracy are averaged (exponentially)",
        title="Average over",
        low=1.0,
        high=1e9,
        slider=(1.0, 1000.0),
        symbol="n",
    )


DESCENT = (
    Parameter(
        "eta",
        0.1,
        "",
        "how far weights move along the gradient of each batch",
        title="Learning rate",
        low=0.0,
        high=1e6,
        slider=(0.0, 1.0),
        symbol=r"\eta",
    ),
    Parameter(
        "momentum",
        0.0,
        "",
        "fraction of the last change that the next one keeps",
        title="Momentum",
        low=0.0,
        high=0.9999,
        slider=(0.0, 0.99),
        symbol=r"\mu",
    ),
    Parameter(
        "weight_decay",
        0.0,
        "",
        "pulls weights to 0: adds so much of each to its gradient",
        title="Weight decay",
        low=0.0,
        high=1e3,
        slider=(0.0, 0.1),
        symbol=r"\lambda",
    ),
    Parameter(
        "batch",
        1.0,
        "",
        "presentations whose mean gradient makes one change; a whole number",
        title="Batch",
        low=1.0,
        high=1e6,
        slider=(1.0, 100.0),
        symbol="B",
    ),
    Parameter(
        "cross_entropy",
        1.0,
        "",
        "loss of sigmoid and softmax units: 1 for cross-entropy, 0 for half the squared error, "
        "which that of all other units is",
        title="Entropy loss",
        low=0.0,
        high=1.0,
        slider=(0.0, 1.0),
        symbol="H",
    ),
    average_over("presentations"),
)
