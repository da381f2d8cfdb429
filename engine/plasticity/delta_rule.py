"""Delta rule: gradient descent in one layer."""

from engine.declaration import PlasticityModel
from engine.plasticity.measures import DESCENT

MODEL = PlasticityModel(
    name="delta_rule",
    title="Delta rule",
    summary="Moves each weight by -eta (y - target) f'(I) x, f' being the slope of the target "
    "unit: gradient descent in one layer. With cross-entropy the slope cancels; for binary units, "
    "which have none, this is the rule of the perceptron.",
    parameters=DESCENT,
    source="Widrow and Hoff (1960) IRE WESCON Convention Record 4:96; "
    "Rosenblatt (1958) Psychol Rev 65:386",
    needs="values",
    signal="required",
    algorithm="delta_rule",
)
