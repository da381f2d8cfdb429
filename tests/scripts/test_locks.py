"""The locks hold what pyproject.toml and package.json ask for, with hashes and without hosts."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from scripts.page import FRONTEND, ROOT

PYTHON_LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def pinned(lock: Path) -> dict[str, list[Version]]:
    """Name -> versions in a lock: more than one where Pythons or platforms differ."""
    found: dict[str, list[Version]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", lock.read_text(), re.MULTILINE):
        found.setdefault(name, []).append(Version(version))
    return found


def asked() -> dict[str, list[str]]:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {"run": project["project"]["dependencies"], **project["dependency-groups"]}


@pytest.mark.parametrize("lock", PYTHON_LOCKS, ids=lambda lock: lock.stem)
def test_python_lock_names_no_host_and_hashes_everything(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-f|-i|--(extra-)?index|--find-links|--trusted-host)", text, re.M)
    entries = re.split(r"\n(?=[a-z0-9-]+==)", "\n" + text)[1:]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("group", ["run", "build", "dev"])
def test_python_lock_satisfies_what_is_asked(group: str) -> None:
    have = pinned(ROOT / "requirements" / f"{group}.txt")
    for requirement in map(Requirement, asked()[group]):
        # One with a marker holds on some machines only, which have a version of their own.
        enough = any if requirement.marker else all
        versions = have[requirement.name]
        assert versions, requirement
        assert enough(version in requirement.specifier for version in versions), requirement


def test_build_backend_is_locked_as_asked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(project["build-system"]["requires"]) <= set(asked()["build"])


def test_python_locks_agree_with_each_other() -> None:
    run = pinned(ROOT / "requirements" / "run.txt")
    for lock in PYTHON_LOCKS:
        for name, versions in pinned(lock).items():
            assert versions == run.get(name, versions), f"{name} in {lock.name}"


def test_page_lock_names_no_host_and_hashes_everything() -> None:
    lock = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    unhashed = [
        name
        for name, entry in packages.items()
        if "integrity" not in entry and not entry.get("inBundle")
    ]
    assert unhashed == []


def test_page_lock_is_of_this_package_json() -> None:
    package = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))
    root = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))["packages"][""]
    for group in ("dependencies", "devDependencies"):
        assert root[group] == package[group]
