"""Pictures of the page as people see it, to look at: in `.cache/pictures` after a run.

The one in the README is kept in `docs`: `NEUROBOARD_KEEP_PICTURE=1 make test ARGS='-k pictures'`.
"""

import os
import shutil
import struct
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app_server import AppServer

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / ".cache" / "pictures"
SIZES = [(1440, 900), (1024, 768)]
EXAMPLES = ["Pulses into two neurons", "A neuron driven by noise", "Excitation and inhibition"]
KEPT = ("Excitation and inhibition", (1440, 900), "light")

OVERFLOWING = """
() => [...document.querySelectorAll('button, header, h1, h2, h3, label, .num')]
  .filter(e => e.offsetParent && getComputedStyle(e).textOverflow !== 'ellipsis')
  .filter(e => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && !e.closest('.react-flow') &&
      (box.right > innerWidth + 1 || box.left < -1 || box.bottom > innerHeight + 1 || box.top < -1);
  })
  .filter(e => { // scrolled away inside a panel is not lost
    for (let p = e.parentElement; p; p = p.parentElement) {
      const way = getComputedStyle(p).overflowY;
      if (way === 'auto' || way === 'scroll') return false;
    }
    return true;
  })
  .map(e => (e.getAttribute('aria-label') || e.textContent).slice(0, 60))
"""
"""Controls and headings that stick out of the window and cannot be scrolled to."""


def save(page: Page, name: str) -> Path:
    """Take a picture; nothing on it may stick out of the window."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path)
    assert page.evaluate(OVERFLOWING) == []
    return path


def size_of(png: Path) -> tuple[int, int]:
    """Width and height from the header of a PNG file."""
    width, height = struct.unpack(">II", png.read_bytes()[16:24])
    return width, height


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    chosen: tuple[int, int] = request.param
    return chosen


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def browser_context_args(
    browser_context_args: dict[str, Any], size: tuple[int, int], theme: str
) -> dict[str, Any]:
    viewport = {"width": size[0], "height": size[1]}
    return {**browser_context_args, "viewport": viewport, "color_scheme": theme}


def test_pictures(page: Page, app_server: AppServer, size: tuple[int, int], theme: str) -> None:
    suffix = f"{size[0]}-{theme}"
    page.goto(app_server.url)
    expect(page.get_by_text("Start with one neuron")).to_be_visible()
    page.evaluate("() => document.fonts.ready.then(() => null)")
    save(page, f"empty-{suffix}")
    for number, example in enumerate(EXAMPLES, start=1):
        page.goto(app_server.url)
        page.locator(".empty-row", has_text=example).first.click()
        expect(page.locator("[data-view-id]").first).to_be_visible()
        page.keyboard.press("Space")
        expect(page.get_by_role("button", name="Pause")).to_be_visible()
        page.wait_for_function(
            "() => parseFloat(document.querySelector('[data-testid=clock]')"
            ".textContent.replace(/[^0-9.]/g, '')) > 700"
        )
        page.locator("[data-node-id]").nth(1).click()
        page.wait_for_timeout(300)
        path = save(page, f"example-{number}-{suffix}")
        assert size_of(path) == size
        if (example, size, theme) == KEPT and "NEUROBOARD_KEEP_PICTURE" in os.environ:
            shutil.copy(path, ROOT / "docs" / "board.png")


def test_pictures_in_readme_are_there() -> None:
    assert "docs/board.png" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert size_of(ROOT / "docs" / "board.png") == KEPT[1]
