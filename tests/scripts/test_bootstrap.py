"""What setting up says and leaves alone where it may not install packages of the system."""

import importlib.util
import shutil
from pathlib import Path

import pytest

from scripts import bootstrap, chromium, debian


@pytest.fixture
def not_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither root nor sudo without a password."""
    monkeypatch.setattr(debian, "_prefix", lambda: None)


@pytest.mark.usefixtures("not_allowed")
def test_python_without_ensurepip_names_the_command_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit) as error:
        bootstrap.create_environment()
    assert "sudo apt-get install --yes --no-install-recommends python3-venv" in str(error.value)
    assert not (tmp_path / ".venv").exists()


@pytest.mark.usefixtures("not_allowed")
def test_no_chromium_names_the_command_to_type(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(chromium, "find", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert chromium.main() == 1
    said = capsys.readouterr().err
    assert "sudo apt-get install --yes --no-install-recommends chromium" in said
    assert "pytest -m 'not browser'" in said


def test_a_chromium_may_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEUROBOARD_CHROMIUM", "/opt/browser")
    assert chromium.find() == "/opt/browser"


def test_a_step_is_done_for_these_files_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    (tmp_path / "lock").write_text("a==1")
    path, content = bootstrap._stamp("step", ["lock"])
    assert not bootstrap._is_done((path, content))
    path.write_text(content, encoding="ascii")
    assert bootstrap._is_done(bootstrap._stamp("step", ["lock"]))
    (tmp_path / "lock").write_text("a==2")
    assert not bootstrap._is_done(bootstrap._stamp("step", ["lock"]))
