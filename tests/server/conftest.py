"""A server and a page for every test that asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.live import Live, settings


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    """A server of its own."""
    with Live(settings(tmp_path)) as server:
        yield server


@pytest.fixture(scope="module")
def shared_live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A server that the tests of a module share; each takes boards of its own."""
    with Live(settings(tmp_path_factory.mktemp("data"))) as server:
        yield server
