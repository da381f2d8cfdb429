"""The lines of a trace: names, units and panels."""

from __future__ import annotations

from engine import Network
from engine.document import Trace
from server.figure_signals import signals_of
from tests.engine.boards import edge, make_document, neurons, stimulus


def test_a_current_is_in_the_unit_of_what_it_drives() -> None:
    document = make_document(
        [stimulus("s", "constant"), stimulus("t", "constant"), neurons("a", "hh"), neurons("b")],
        [edge("sa", "s", "a"), edge("ta", "t", "a"), edge("tb", "t", "b")],
        [{"id": "v", "kind": "trace", "of": [{"node": "s"}, {"node": "t"}]}],
    )
    network = Network.from_document(document)
    view = network["v"]
    assert isinstance(view, Trace)
    driving_one, driving_two_kinds = signals_of(network, view)
    assert (driving_one.unit, driving_two_kinds.unit) == ("µA/cm²", "mV")


def test_resources_of_an_edge_stand_beside_its_current_without_its_unit() -> None:
    entries = [{"edge": "e", "variable": name, "cells": [0]} for name in ("I", "x")]
    document = make_document(
        [stimulus("p", "poisson", 2), neurons("a", "lif")],
        [edge("e", "p", "a", synapse="exponential", short_term={})],
        [{"id": "v", "kind": "trace", "of": entries}],
    )
    network = Network.from_document(document)
    view = network["v"]
    assert isinstance(view, Trace)
    current, resources = signals_of(network, view)
    assert (current.variable, current.unit, current.panel) == ("I", "mV", 2)
    assert (resources.variable, resources.unit, resources.panel) == ("x", "", 1)
