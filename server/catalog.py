"""Everything that can be placed on a board: the engine's registry, and the connection rules."""

from __future__ import annotations

from functools import cache

from engine.document import MAX_SIZE
from server.protocol import Catalog, CatalogParameter, RuleEntry


def _number(
    name: str,
    title: str,
    symbol: str,
    default: float,
    meaning: str,
    high: float,
    slider: tuple[float, float],
) -> CatalogParameter:
    return CatalogParameter(
        name=name,
        title=title,
        symbol=symbol,
        default=default,
        unit="",
        meaning=meaning,
        low=0,
        high=high,
        slider=slider,
        kind="number",
    )


RULES = (
    RuleEntry(
        name="all_to_all",
        title="All to all",
        summary="Every source cell to every target cell.",
        parameters=[],
    ),
    RuleEntry(
        name="one_to_one",
        title="One to one",
        summary="Cell k to cell k; both sides have the same size.",
        parameters=[],
    ),
    RuleEntry(
        name="fixed_probability",
        title="Random, by probability",
        summary="Each pair of cells independently, with the same probability.",
        parameters=[_number("p", "Probability", "p", 0.1, "probability of a synapse", 1, (0, 1))],
    ),
    RuleEntry(
        name="fixed_indegree",
        title="Random, by inputs",
        summary="Each target cell receives from the same number of distinct source cells.",
        parameters=[
            _number(
                "k", "Inputs", "K_{\\mathrm{in}}", 10, "inputs of each cell", MAX_SIZE, (0, 200)
            )
        ],
    ),
    RuleEntry(
        name="fixed_outdegree",
        title="Random, by outputs",
        summary="Each source cell reaches the same number of distinct target cells.",
        parameters=[
            _number(
                "k", "Outputs", "K_{\\mathrm{out}}", 10, "outputs of each cell", MAX_SIZE, (0, 200)
            )
        ],
    ),
    RuleEntry(
        name="distance",
        title="By distance",
        summary="Each pair of cells with a probability that falls with the distance between them.",
        parameters=[
            _number("p", "Probability", "p", 1, "probability at distance 0", 1, (0, 1)),
            _number(
                "sigma",
                "Reach",
                "\\sigma",
                0.1,
                "width of the profile, in units of the width of the layout",
                100,
                (0.01, 1),
            ),
        ],
    ),
    RuleEntry(
        name="explicit",
        title="By matrix",
        summary="The entries of the weight matrix that are not zero are the synapses.",
        parameters=[],
    ),
)


@cache
def catalog_json() -> bytes:
    """The catalog as JSON; made once, because the formulas are derived."""
    from engine.catalog import catalog

    found = Catalog.model_validate({**catalog(), "rules": RULES})
    return found.model_dump_json().encode()
