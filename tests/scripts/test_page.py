"""The page is built when its sources changed, and only then."""

from pathlib import Path

import pytest

from scripts import page


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose "Vite" writes one file; `calls` lists what was run."""
    frontend, app = tmp_path / "frontend", tmp_path / "static" / "app"
    for name in ("package.json", "package-lock.json", "src/main.tsx", "node_modules/x/index.js"):
        path = frontend / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    app.parent.mkdir()
    monkeypatch.setattr(page, "FRONTEND", frontend)
    monkeypatch.setattr(page, "APP", app)
    monkeypatch.setattr(page, "APP_STAMP", app / ".built-from")
    monkeypatch.setattr(page, "PACKAGES_STAMP", frontend / "node_modules" / ".built-from")
    return tmp_path


@pytest.fixture
def calls(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    made: list[str] = []

    def vite(*args: str) -> None:
        made.append("vite")
        out = Path(args[args.index("--outDir") + 1])
        out.mkdir()
        (out / "index.html").write_text((project / "frontend/src/main.tsx").read_text())

    monkeypatch.setattr(page, "npm", lambda *args: made.append(f"npm {args[0]}"))
    monkeypatch.setattr(page, "tool", vite)
    return made


def test_first_build_installs_and_builds_and_the_second_does_nothing(
    project: Path, calls: list[str]
) -> None:
    assert page.build()
    assert calls == ["npm ci", "vite"]
    assert not page.build()
    assert calls == ["npm ci", "vite"]


def test_a_changed_source_is_built_without_a_new_installation(
    project: Path, calls: list[str]
) -> None:
    page.build()
    (project / "frontend/src/main.tsx").write_text("new")
    assert page.build()
    assert calls == ["npm ci", "vite", "vite"]
    assert (page.APP / "index.html").read_text() == "new"


def test_a_renamed_source_counts_though_its_content_is_the_same(
    project: Path, calls: list[str]
) -> None:
    style = project / "frontend/src/style.css"
    style.write_text("body {}")
    page.build()
    style.rename(style.with_name("page.css"))
    assert page.build()


def test_installed_packages_are_no_source(project: Path, calls: list[str]) -> None:
    page.build()
    (project / "frontend/node_modules/x/index.js").write_text("patched")
    assert not page.build()


def test_a_changed_lock_is_installed_anew(project: Path, calls: list[str]) -> None:
    page.build()
    (project / "frontend/package-lock.json").write_text("newer")
    assert page.build()
    assert calls == ["npm ci", "vite", "npm ci", "vite"]


def test_a_build_that_fails_leaves_the_old_page(
    project: Path, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page.build()
    (project / "frontend/src/main.tsx").write_text("broken")

    def fails(*args: str) -> None:
        raise page.PageError("vite build failed with code 1.")

    with monkeypatch.context() as patch:
        patch.setattr(page, "tool", fails)
        with pytest.raises(page.PageError):
            page.build()
    assert (page.APP / "index.html").read_text() == "src/main.tsx"
    assert [path.name for path in page.APP.parent.iterdir()] == ["app"]
    assert page.build(), "and it is tried again"


def test_a_program_that_no_package_has_is_named() -> None:
    page.install()
    with pytest.raises(page.PageError, match="'no-such-program'"):
        page.tool("no-such-program")


def test_a_program_that_fails_raises(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(page.PageError, match="tsc --no-such-option failed with code 1"):
        page.tool("tsc", "--no-such-option")
