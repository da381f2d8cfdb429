"""The interactive figure of a view."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.app_server import AppServer
from tests.browser.views import circuit, open_board, run_for, stimulus, tile, trace

V_A = {"node": "A", "variable": "V"}
I_S = {"node": "s", "variable": "I"}
RASTER = {"id": "r", "kind": "raster", "of": [{"node": "G"}], "window": 100, "order": 1}
WEIGHTS = {"id": "w", "kind": "weights", "of": [{"edge": "GG"}], "order": 2}


def open_figure(page: Page, view: str) -> Locator:
    tile(page, view).get_by_role("button", name="Export").click()
    page.get_by_role("menuitem", name="Interactive figure").click()
    dialog = page.get_by_role("dialog", name="Interactive figure")
    expect(dialog.locator("svg.main-svg").first).to_be_visible()
    return dialog


def test_figure_of_a_trace(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, circuit(trace("t", V_A, I_S)))
    run_for(page, 600)
    dialog = open_figure(page, "t")
    expect(dialog.locator(".ytitle")).to_have_text("V (mV)")
    expect(dialog.locator(".y2title")).to_have_text("I (mV)")
    expect(dialog.locator(".xtitle")).to_have_text("Time (ms)")
    expect(dialog.locator(".legendtext").first).to_have_text("V of Neuron A")
    line = dialog.locator(".scatterlayer path.js-line").first
    # Plotly leaves out points that lie on a straight line.
    assert (line.get_attribute("d") or "").count("L") > 20
    for _ in range(30):
        page.keyboard.press("Tab")
        assert dialog.evaluate("box => box.contains(document.activeElement)")
    titles = dialog.locator("[data-title]").evaluate_all("all => all.map(b => b.dataset.title)")
    assert "Download plot as a PNG" in titles
    assert not [title for title in titles if "Share" in title]  # nothing goes to another server
    with page.expect_download() as waiting:
        dialog.locator('[data-title="Download plot as an SVG"]').click()
    assert waiting.value.suggested_filename == "Trace-Neuron-A.svg"
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_figures_of_every_kind_in_both_themes(
    page: Page, app_server: AppServer, theme: str
) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    open_board(page, app_server, circuit(trace("t", V_A, I_S), RASTER, WEIGHTS))
    run_for(page, 600)
    for view, drawn in (("t", ".scatterlayer .js-line"), ("r", ".points path"), ("w", ".hm image")):
        dialog = open_figure(page, view)
        expect(dialog.locator(drawn).first).to_be_attached()
        surface = page.evaluate(
            "getComputedStyle(document.querySelector('.figure')).backgroundColor"
        )
        paper = dialog.locator("svg.main-svg").first.evaluate("svg => svg.style.background")
        assert paper == surface
        dialog.get_by_role("button", name="Close").click()
        expect(dialog).to_have_count(0)


def test_figure_of_many_spikes_is_drawn_by_webgl(page: Page, app_server: AppServer) -> None:
    document = circuit({**RASTER, "of": [{"node": "p"}], "window": 500})
    document["nodes"].append(stimulus("p", "poisson", x=440, y=220, size=200, params={"rate": 200}))
    open_board(page, app_server, document)
    run_for(page, 800)
    dialog = open_figure(page, "r")
    expect(dialog.locator("canvas.gl-canvas-context")).to_be_attached()
    expect(dialog.locator(".legendtext")).to_have_text("Input p")
