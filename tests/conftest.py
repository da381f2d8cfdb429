"""What every test may use."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# Compiled kernels last from one run of the tests to the next. Set before anything imports engine.
os.environ.setdefault("NEUROBOARD_CACHE_DIR", str(ROOT / ".cache" / "kernels"))


# Other programs take their share of the machine: how long an example takes says nothing.
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference data beside the checkout; a test that asks for it skips without."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"reference data: there is no folder {folder.name} beside the checkout")
    return folder
