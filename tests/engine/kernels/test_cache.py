"""Which kernel a model gets, and when it is ready."""

import threading

import pytest

from engine.kernels import cache
from engine.kernels.stepping import METHODS
from engine.registry import neuron_models, synapse_models


def test_every_model_has_its_own_kernel_for_each_method_and_variant() -> None:
    addresses = [
        cache.population_kernel(model, method, per_cell)
        for model in neuron_models.values()
        for method in METHODS
        for per_cell in (False, True)
        if model.family != "iterated" or method == "euler"
    ]
    assert 0 not in addresses
    assert len(set(addresses)) == len(addresses)


def test_the_address_stays_the_same() -> None:
    model = neuron_models["lif"]
    first = cache.population_kernel(model, "euler", False)
    assert cache.population_kernel(model, "euler", False) == first
    assert cache.is_ready(model)


def test_a_synapse_without_a_current_needs_no_kernel() -> None:
    assert cache.synapse_kernel(synapse_models["delta"], "euler") == 0
    assert cache.is_ready(synapse_models["delta"])


def test_threads_that_ask_together_get_the_same_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_kernels", {})
    monkeypatch.setattr(cache, "_locks", {})
    model, found = neuron_models["leaky"], []

    def ask() -> None:
        found.append(cache.population_kernel(model, "euler", False))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_warm_up_tells_how_far_it_is() -> None:
    calls: list[tuple[int, int, str]] = []
    cache.warm_up(lambda done, total, title: calls.append((done, total, title)))
    total = calls[-1][1]
    assert [done for done, _, _ in calls] == list(range(total + 1))
    assert {title for _, _, title in calls[:-1]} >= {m.title for m in neuron_models.values()}
    for model in neuron_models.values():
        assert cache.is_ready(model, "euler", False)
