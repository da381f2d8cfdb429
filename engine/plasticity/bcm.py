"""The rule of Bienenstock, Cooper and Munro: a threshold that slides with the activity."""

from engine.declaration import Parameter, PlasticityModel, Trace

MODEL = PlasticityModel(
    name="bcm",
    title="BCM",
    summary=(
        "Above a threshold the weight grows, below it shrinks; the threshold follows the square "
        "of the target's value, so that a cell becomes selective."
    ),
    parameters=(
        Parameter(
            "eta",
            0.001,
            "1/ms",
            "change of the weight per ms where all values are 1",
            title="Rate of learning",
            low=-1e9,
            high=1e9,
            slider=(0.0, 0.1),
            symbol=r"\eta",
        ),
        Parameter(
            "tau_theta",
            100.0,
            "ms",
            "time constant of the sliding threshold",
            title="Sliding",
            low=0.01,
            high=1e7,
            slider=(1.0, 5000.0),
            symbol=r"\tau_\theta",
        ),
    ),
    source=(
        "Bienenstock, Cooper and Munro (1982) Journal of Neuroscience 2:32; Intrator and Cooper "
        "(1992) Neural Networks 5:3"
    ),
    needs="values",
    traces=(
        Trace(
            "theta", "target", 0.0, "", "threshold between weakening and strengthening", r"\theta"
        ),
    ),
    equations="""
        tau_theta*dtheta/dt = y**2 - theta
        dw/dt = eta*x*y*(y - theta)
    """,
)
