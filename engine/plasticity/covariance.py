"""The covariance rule: Hebb's with both values taken from their running means."""

from engine.declaration import Parameter, PlasticityModel, Trace

MODEL = PlasticityModel(
    name="covariance",
    title="Covariance",
    summary=(
        "The weight grows where both values are on the same side of their means, and shrinks "
        "where they are not."
    ),
    parameters=(
        Parameter(
            "eta",
            0.001,
            "1/ms",
            "change of the weight per ms where both values are 1 above their means",
            title="Rate of learning",
            low=-1e9,
            high=1e9,
            slider=(0.0, 0.1),
            symbol=r"\eta",
        ),
        Parameter(
            "tau",
            1000.0,
            "ms",
            "time constant of the running means",
            title="Averaging",
            low=0.01,
            high=1e7,
            slider=(10.0, 1e4),
            symbol=r"\tau",
        ),
    ),
    source="Sejnowski (1977) Journal of Mathematical Biology 4:303",
    needs="values",
    traces=(
        Trace(
            "mean_x", "source", 0.0, "", "running mean of the source's value", r"\langle x \rangle"
        ),
        Trace(
            "mean_y", "target", 0.0, "", "running mean of the target's value", r"\langle y \rangle"
        ),
    ),
    equations="""
        tau*dmean_x/dt = x - mean_x
        tau*dmean_y/dt = y - mean_y
        dw/dt = eta*(x - mean_x)*(y - mean_y)
    """,
)
