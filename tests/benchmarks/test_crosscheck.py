"""The product and Brian2, a program that nobody here wrote, agree to the step and the last digits.

Brian2 is installed into an environment of its own the first time; where it cannot be, the
comparison is skipped and says why.
"""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.cases import cases
from benchmarks.crosscheck import Verdict, compare
from benchmarks.environments import Unavailable, python_of

CASES = cases(0.4)


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Verdict]:
    with pytest.MonkeyPatch.context() as patch:
        # Nobody waits for minutes to learn that there is no package index.
        patch.setenv("PIP_RETRIES", "0")
        patch.setenv("PIP_DEFAULT_TIMEOUT", "10")
        try:
            python_of("brian2")
        except (Unavailable, OSError) as error:
            pytest.skip(f"Brian2 is not to be had here: {error}")
    _, found = compare(CASES)
    return {verdict.name: verdict for verdict in found}


@pytest.mark.parametrize("name", [case["name"] for case in CASES])
def test_the_same_numbers_in_give_the_same_numbers_out(
    verdicts: dict[str, Verdict], name: str
) -> None:
    verdict = verdicts[name]
    assert verdict.same, verdict
    assert verdict.count >= (5 if verdict.unit == "steps" else 20)


def test_inputs_make_neurons_spike_and_be_silent() -> None:
    """A current that never crosses the threshold, or holds V above it, would compare nothing."""
    for case in CASES:
        if case["kind"] == "cell":
            current = np.array(case["current"])
            assert current.std() > 0.2 * abs(current.mean())
