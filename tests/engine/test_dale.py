"""Dale's law by setting (B5): a wrong sign is refused, or clipped."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine import DocumentError, Network, Simulation
from engine.document import Edit
from tests.engine.boards import edge, make_document, neurons

WEIGHTS: dict[str, Any] = {
    "number": -2,
    "matrix": [[1, -2], [-3, 4], [0, -1]],
    "distribution": {"normal": [-1, 2]},
}


def board(sign: str, weight: Any, dale: str, **connect: Any) -> Any:
    return make_document(
        [neurons("a", "lif", 2, sign=sign), neurons("b", "lif", 3)],
        [edge("e", "a", "b", synapse="delta", weight=weight, **connect)],
        dale=dale,
    )


@pytest.mark.parametrize("kind", WEIGHTS)
def test_a_wrong_weight_becomes_0_and_the_document_keeps_it(kind: str) -> None:
    weight = WEIGHTS[kind]
    with pytest.raises(DocumentError, match="is excitatory, but"):
        Simulation(board("excitatory", weight, "refuse"))
    simulation = Simulation(board("excitatory", weight, "clip"))
    assert simulation.weights("e").min() == 0
    if kind == "matrix":
        assert np.array_equal(simulation.weights("e"), np.maximum(weight, 0))
    kept = simulation.network.to_document().edges[0].weight
    assert kept == weight or kind == "distribution"
    assert simulation.assembly.edges["e"].bounds == (0.0, np.inf)


def test_an_inhibitory_population_keeps_what_is_negative() -> None:
    simulation = Simulation(board("inhibitory", WEIGHTS["matrix"], "clip"))
    assert np.array_equal(simulation.weights("e"), np.minimum(WEIGHTS["matrix"], 0))
    assert simulation.assembly.edges["e"].bounds == (-np.inf, 0.0)


@pytest.mark.parametrize("connect", [{"rule": "explicit"}, {"rule": "all_to_all"}])
def test_a_pattern_by_matrix_stays(connect: Any) -> None:
    document = board("excitatory", WEIGHTS["matrix"], "clip", connect=connect)
    assert np.array_equal(Simulation(document).weights("e"), np.maximum(WEIGHTS["matrix"], 0))


def test_going_back_to_refusing_is_refused_while_a_weight_is_wrong() -> None:
    simulation = Simulation(board("excitatory", -2, "clip"))
    record = simulation.network.board
    settings = record.settings.model_copy(update={"dale": "refuse"})
    with pytest.raises(DocumentError, match='"a" is excitatory, but the weight -2 is negative'):
        simulation.apply(Edit(put=[record.model_copy(update={"settings": settings})]))
    assert simulation.network.settings.dale == "clip"


def test_no_sign_no_bounds() -> None:
    document = make_document(
        [neurons("a", "lif", 2)], [edge("e", "a", "a", synapse="delta", weight=-2)], dale="clip"
    )
    simulation = Simulation(Network.from_document(document))
    assert simulation.weights("e").max() == -2
    assert simulation.assembly.edges["e"].bounds == (-np.inf, np.inf)


def test_a_conductance_of_an_inhibitory_population_is_positive() -> None:
    nodes = [neurons("i", "lif", 3, sign="inhibitory", params={"I_ext": 25}), neurons("t", "leaky")]

    def inhibiting(weight: float, dale: str = "refuse") -> Simulation:
        synapse = {"synapse": "conductance", "params": {"tau": 5, "E_rev": -80}}
        edges = [edge("e", "i", "t", **synapse, weight=weight)]
        return Simulation(make_document(nodes, edges, dale=dale))

    with pytest.raises(DocumentError, match="a conductance is not negative"):
        inhibiting(-2)
    simulation = inhibiting(2)
    simulation.run(200)
    assert simulation.state("t")[0] < -72.5
    assert inhibiting(-2, dale="clip").weights("e").tolist() == [[0.0, 0.0, 0.0]]
