"""Probes and spikes: read by cursor, kept in rings or kept whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from engine import DocumentError, Probe, Recorder, Simulation, TooLarge, decimate
from engine.blocks.arrays import Floats
from engine.buffers import SampleBuffer, SpikeLog
from tests.engine.boards import edge, make_document, neurons, stimulus

BUSY = [neurons("a", "lif", 3, params={"I_ext": [20, 30, 40]}), stimulus("s", "sine")]


def simulation(**options: object) -> Simulation:
    recorder = Recorder(**options)  # type: ignore[arg-type]  # passed on as given
    return Simulation(make_document(BUSY, [edge("e", "s", "a")]), recorder=recorder)


def test_the_first_sample_is_that_of_the_moment_of_watching() -> None:
    run = simulation()
    run.watch(Probe("a", "V"))
    run.advance(5)
    run.watch(Probe("e", "I", (1,)))
    run.advance(3)
    first, every, values, lost = run.recorder.samples_since(Probe("a", "V"))
    assert (first, every, values.shape, lost) == (0, 1, (9, 3), False)
    assert values[-1].tolist() == run.state("a").tolist()
    first, _, values, _ = run.recorder.samples_since(Probe("e", "I", (1,)))
    assert (first, values.shape) == (5, (4, 1))
    assert values[-1, 0] == run.current("e")[1]


def test_samples_after_a_step() -> None:
    run = simulation()
    run.watch(Probe("a", "V"))
    run.advance(20)
    whole = run.recorder.samples_since(Probe("a", "V")).values
    for step in (-1, 0, 13, 19):
        first, _, values, _ = run.recorder.samples_since(Probe("a", "V"), step)
        assert first == step + 1
        assert np.array_equal(values, whole[step + 1 :])
    assert len(run.recorder.samples_since(Probe("a", "V"), 20).values) == 0
    assert len(run.recorder.samples_since(Probe("a", "V"), 99).values) == 0


@pytest.mark.parametrize("every", [3, 10])
def test_a_stride_takes_multiples(every: int) -> None:
    run = simulation()
    run.watch(Probe("a", "V"))
    run.advance(4)
    run.watch(Probe("a", "V", (2,)), every)
    for _ in range(7):
        run.advance(13)
    whole = run.recorder.samples_since(Probe("a", "V")).values
    first, stride, values, _ = run.recorder.samples_since(Probe("a", "V", (2,)))
    assert stride == every
    assert first == -(-4 // every) * every
    assert np.array_equal(values[:, 0], whole[first::every, 2])
    later = run.recorder.samples_since(Probe("a", "V", (2,)), first)
    assert later.first_step == first + every


def test_unwatching_leaves_the_others() -> None:
    run = simulation()
    for probe in (Probe("a", "V"), Probe("s"), Probe("e")):
        run.watch(probe)
    run.advance(4)
    run.unwatch(Probe("s"))
    run.unwatch(Probe("s"))
    run.advance(4)
    assert len(run.recorder.samples_since(Probe("a", "V")).values) == 9
    assert len(run.recorder.samples_since(Probe("e")).values) == 9
    with pytest.raises(DocumentError, match='"s" is not recorded'):
        run.recorder.samples_since(Probe("s"))


@pytest.mark.parametrize(
    ("probe", "sentence"),
    [
        (Probe("ghost", "V"), 'there is no node or edge "ghost"'),
        (Probe("a", "v"), r'"a" has no variable "v" \(it has: V\); did you mean "V"'),
        (Probe("a", "V", (3,)), '"a" has the cells 0 to 2, there is no cell 3'),
        (Probe("a", "V", (-1,)), "there is no cell -1"),
    ],
)
def test_a_probe_of_nothing_is_refused(probe: Probe, sentence: str) -> None:
    run = simulation()
    with pytest.raises(DocumentError, match=sentence):
        run.watch(probe)
    run.advance(1)
    assert run.recorder.probes == []


def test_spikes_after_a_step() -> None:
    run = simulation()
    run.run(200)
    steps, cells, lost = run.recorder.spikes_since("a")
    assert not lost
    assert len(steps) == run.spike_counts["a"]
    assert np.all(np.diff(steps) >= 0)
    assert set(cells.tolist()) == {0, 1, 2}
    late, late_cells, _ = run.recorder.spikes_since("a", int(steps[5]))
    assert np.array_equal(late, steps[steps > steps[5]])
    assert np.array_equal(late_cells, cells[steps > steps[5]])
    with pytest.raises(DocumentError, match='"s" does not spike'):
        run.recorder.spikes_since("s")


def test_a_ring_says_what_fell_out() -> None:
    document = make_document([stimulus("p", "poisson", 500, rate=500), *BUSY])
    run, whole = Simulation(document), Simulation(document, recorder=Recorder(keep_all=True))
    for one in (run, whole):
        for _ in range(37):
            one.advance(101)
    all_steps, all_cells, lost = whole.recorder.spikes_since("p")
    assert not lost
    steps, cells, lost = run.recorder.spikes_since("p")
    assert lost
    assert 0 < len(steps) < len(all_steps)
    assert np.array_equal(steps, all_steps[-len(steps) :])
    assert np.array_equal(cells, all_cells[-len(cells) :])
    assert not run.recorder.spikes_since("p", int(steps[0])).lost


def test_a_sample_ring_says_what_fell_out() -> None:
    buffer = SampleBuffer.empty(1, 8, 2, 3, wraps=True)
    for row in range(20):
        buffer.values[row % 8] = row
        buffer.count[0] += 1
    first, every, values, lost = buffer.since(-1)
    assert (first, every, lost) == (4 + 12 * 2, 2, True)
    assert values[:, 0].tolist() == list(range(12, 20))
    assert not buffer.since(4 + 11 * 2).lost
    assert buffer.since(4 + 10 * 2).lost


def test_a_spike_log_keeps_the_order_across_its_seam() -> None:
    log = SpikeLog.empty(1, 8, wraps=True)
    for spike in range(21):
        log.steps[spike % 8] = spike // 2
        log.cells[spike % 8] = spike
        log.count[0] += 1
    assert log.since(-1).cells.tolist() == list(range(13, 21))
    assert log.since(8).cells.tolist() == [18, 19, 20]
    log.rewind(8)
    assert log.since(-1).cells.tolist() == [13, 14, 15, 16, 17]
    log.rewind(2)
    assert log.since(-1).cells.tolist() == []


def watch_all(run: Simulation, probes: list[Probe]) -> None:
    for probe in probes:
        run.watch(probe)


def test_memory_is_bounded() -> None:
    run = simulation(keep_all=True, limit=300_000)
    run.watch(Probe("a", "V"))
    with pytest.raises(TooLarge, match=r"the recording needs .* the limit is 293 KiB"):
        run.advance(100_000)
    # Rings get smaller as there are more of them, until the next one would be of no use.
    run = simulation(limit=500_000)
    watched = [Probe("a", "V", (0,) * n) for n in range(1, 40)]
    run.watch(watched[0])
    run.advance(20_000)
    assert 2000 < len(run.recorder.samples_since(watched[0]).values) < 10_000
    with pytest.raises(TooLarge):
        watch_all(run, watched)
    assert len(run.recorder.probes) > 4
    assert run.recorder.byte_count() <= 500_000
    # A ring has its size from the start and never more.
    run = simulation(limit=2**26)
    run.watch(Probe("a", "V"))
    size = run.recorder.byte_count()
    run.advance(1_500_000)
    assert run.recorder.byte_count() == size
    first, _, values, lost = run.recorder.samples_since(Probe("a", "V"))
    assert lost
    assert first + len(values) == 1_500_001


def test_rewinding_forgets_what_came_after() -> None:
    run = simulation()
    run.watch(Probe("a", "V"))
    run.advance(500)
    snapshot = run.snapshot()
    spikes = len(run.recorder.spikes_since("a").steps)
    run.advance(1000)
    run.restore(snapshot)
    assert len(run.recorder.samples_since(Probe("a", "V")).values) == 501
    assert len(run.recorder.spikes_since("a").steps) == spikes
    run.reset()
    assert len(run.recorder.samples_since(Probe("a", "V")).values) == 1
    run.restore(snapshot)
    first, _, values, _ = run.recorder.samples_since(Probe("a", "V"))
    assert (first, len(values)) == (500, 1)


@given(
    arrays.arrays(
        np.float64,
        st.tuples(st.integers(0, 60), st.integers(1, 3)),
        elements=st.floats(-1e9, 1e9),
    ),
    st.integers(1, 70),
)
def test_decimation_keeps_extremes(values: Floats, buckets: int) -> None:
    low, high = decimate(values, buckets)
    assert low.shape == high.shape == (min(len(values), buckets), values.shape[1])
    assert np.all(low <= high)
    if len(values):
        assert np.array_equal(low.min(0), values.min(0))
        assert np.array_equal(high.max(0), values.max(0))
