"""Compiling beforehand: seen by whoever asks, in nobody's way."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from engine.kernels import cache
from tests.server.documents import circuit
from tests.server.live import Live, settings

Progress = Callable[[int, int, str], None]


def test_H1_preparing_is_told_while_boards_are_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, began = threading.Event(), threading.Event()

    def compile_slowly(progress: Progress) -> None:
        progress(0, 2, "Leaky integrator")
        began.set()
        assert go.wait(20)
        progress(2, 2, "")

    monkeypatch.setattr(cache, "warm_up", compile_slowly)
    with Live(replace(settings(tmp_path), warm_up=True)) as live:
        assert live.get("/api/health")["preparing"] is not None
        assert began.wait(20)
        assert live.get("/api/health")["preparing"] == "Compiling Leaky integrator (1 of 2)"
        with live.page(live.board(circuit())) as page:
            page.message("status", preparing="Compiling Leaky integrator (1 of 2)", runnable=True)
            page.run()
            page.frame(lambda f: f.header["t"] > 50)
            go.set()
            page.message("status", preparing=None)
        assert live.get("/api/health")["preparing"] is None


def test_a_model_that_does_not_compile_is_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(progress: Progress) -> None:
        raise RuntimeError("no compiler")

    monkeypatch.setattr(cache, "warm_up", fail)
    with Live(replace(settings(tmp_path), warm_up=True)) as live:
        while live.get("/api/health")["preparing"] is not None:
            pass
        assert "no compiler" in caplog.text
