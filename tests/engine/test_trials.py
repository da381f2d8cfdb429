"""Trials: the same network again with other random numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine import DocumentError, Simulation
from engine.document import Trials
from engine.errors import Cancelled
from engine.network import Network
from engine.probes import Probe
from engine.trials import Trial, run_trials
from tests.engine.boards import edge, make_document, neurons, stimulus


def view(of: list[dict[str, Any]], **fields: Any) -> dict[str, Any]:
    return {"id": "t", "kind": "trials", "of": of, **fields}


def trials(network: Network, **given: Any) -> list[Trial]:
    record = network.records["t"]
    assert isinstance(record, Trials)
    return list(run_trials(network, record, **given))


def noisy(shown: dict[str, Any]) -> Network:
    """A Poisson source, noise, random connections and random initial values on ten cells."""
    return Network.from_document(
        make_document(
            [
                stimulus("p", "poisson", 30, rate=30),
                stimulus("n", "noise", 10, tau=5, sigma=3, mean=16),
                neurons("a", "lif", 10, initial={"V": {"uniform": [-75, -65]}}),
            ],
            [
                edge(
                    "e",
                    "p",
                    "a",
                    synapse="exponential",
                    weight={"normal": [8, 2]},
                    connect={"rule": "fixed_probability", "p": 0.3},
                ),
                edge("i", "n", "a", connect={"rule": "one_to_one"}),
            ],
            [shown],
            seed=5,
        )
    )


def test_psth_of_a_poisson_cell_is_its_rate_within_the_sampling_error() -> None:
    n, width, window = 200, 20.0, 400.0
    document = make_document(
        [stimulus("p", "poisson", rate="40 + 30*sin(2*pi*t/200)")],
        [],
        [view([{"node": "p"}], n=n, begin=100, span=window)],
        seed=1,
    )
    network = Network.from_document(document)
    found = trials(network)
    times = np.concatenate([trial.spikes[0][0] for trial in found])
    counts, edges = np.histogram(times, np.arange(0, window + width, width))
    rates = counts / n / width * 1000
    t = 100 + np.linspace(edges[:-1], edges[1:], 201)[:-1]
    expected = (40 + 30 * np.sin(2 * np.pi * t / 200)).mean(axis=0)
    error = np.sqrt(expected / (n * width / 1000))
    z = (rates - expected) / error
    assert np.abs(z).max() < 4
    assert 0.5 < np.mean(z**2) < 1.6
    # Independent trials: the variance of the counts is their mean.
    each = np.array([len(trial.spikes[0][0]) for trial in found])
    assert 0.8 < each.var() / each.mean() < 1.25


@pytest.mark.parametrize("draws", ["noise", "all"])
def test_each_trial_is_what_the_board_does_with_that_setting(draws: str) -> None:
    of = [{"node": "a", "cells": [1, 4]}, {"node": "a", "variable": "V", "cells": [2]}]
    network = noisy(view(of, n=3, begin=20, span=50, draws=draws))
    found = trials(network)
    setting = "trial" if draws == "noise" else "seed"
    for k, trial in enumerate(found):
        document = network.to_document()
        settings = document.settings.model_copy(
            update={setting: getattr(document.settings, setting) + k}
        )
        simulation = Simulation(document.model_copy(update={"settings": settings}))
        simulation.watch(Probe("a", "V", (2,)))
        simulation.run(70)
        spikes = simulation.recorder.spikes_since("a", 199)
        kept = np.isin(spikes.cells, [1, 4]) & (spikes.steps < 700)
        assert np.allclose(trial.spikes[0][0], (spikes.steps[kept] - 200) * 0.1)
        assert np.array_equal(trial.spikes[0][1], spikes.cells[kept])
        values = simulation.recorder.samples_since(Probe("a", "V", (2,))).values[200:, 0]
        assert np.array_equal(trial.traces[1], values[:: round(trial.every / 0.1)])
    assert not np.array_equal(found[0].traces[1], found[1].traces[1])


def test_other_trials_keep_connections_and_parameters() -> None:
    network = noisy(view([{"node": "a"}]))
    before = Simulation(network)
    settings = network.settings.model_copy(update={"trial": 4})
    after = Simulation(network.to_document().model_copy(update={"settings": settings}))
    assert np.array_equal(before.weights("e"), after.weights("e"))
    assert not np.array_equal(before.state("a"), after.state("a"))
    assert not np.array_equal(before.state("n"), after.state("n"))


def test_trials_from_now_branch_off_the_run_and_leave_it_alone() -> None:
    of: list[dict[str, Any]] = [{"node": "p"}, {"node": "a", "variable": "V", "cells": [0]}]
    network = noisy(view(of, n=30, span=40, since="now"))
    live = Simulation(network)
    live.watch(Probe("a", "V", (0,)))
    live.run(35)
    found = trials(network, snapshot=live.snapshot())
    assert live.t == 35
    live.run(40)
    values = live.recorder.samples_since(Probe("a", "V", (0,)), 349).values[:, 0]
    assert np.array_equal(found[0].traces[1], values)
    starts = np.array([trial.traces[1][0] for trial in found])
    assert np.array_equal(starts, np.full(30, starts[0]))
    # No memory of the run before: the first spikes differ, and are as many as the rate says.
    firsts = {tuple(trial.spikes[0][0][:3]) for trial in found}
    assert len(firsts) == 30
    early = sum(int(np.sum(trial.spikes[0][0] < 10)) for trial in found[1:])
    assert abs(early - 29 * 30 * 0.3) < 4 * np.sqrt(29 * 30 * 0.3)


def test_mean_over_trials_of_a_passive_cell_is_the_closed_form() -> None:
    document = make_document(
        [
            stimulus("n", "noise", tau=2, sigma=2, mean=4),
            neurons("a", "leaky", initial={"V": -70}),
        ],
        [edge("e", "n", "a")],
        [view([{"node": "a", "variable": "V"}], n=150, span=100)],
        seed=11,
    )
    found = trials(Network.from_document(document))
    values = np.array([trial.traces[0] for trial in found])
    t = found[0].first + found[0].every * np.arange(values.shape[1])
    exact = (-70 + 72 - 4) * np.exp(-t / 15) - 72 + 4
    error = values.std(axis=0)[1:] / np.sqrt(150)
    assert np.max(np.abs(values.mean(axis=0) - exact)[1:] / np.maximum(error, 0.01)) < 4
    # sigma^2 tau / (tau + tau_m), the variance of filtered noise.
    assert np.isclose(values[:, -100:].var(), 4 * 2 / 17, rtol=0.15)


def test_bounds_and_giving_up() -> None:
    network = noisy(view([{"node": "a"}], n=1000, span=60_000))
    with pytest.raises(DocumentError, match="take more than 200 million steps"):
        trials(network)
    with pytest.raises(Cancelled):
        trials(noisy(view([{"node": "a"}])), cancelled=lambda: True)
    with pytest.raises(DocumentError, match="trials that begin now keep their connections"):
        Simulation(noisy(view([{"node": "a"}], since="now", draws="all")))
