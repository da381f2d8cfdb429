"""A model of one's own, typed on the page; and the list of all models."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.app_server import AppServer
from tests.browser.hand import real_time

EQUATIONS = "tau_m*dV/dt = -(V - E_L) + gain*I"


def _from_file_menu(page: Page, item: str) -> Locator:
    page.get_by_role("button", name="File", exact=True).click()
    page.get_by_role("menuitem", name=item).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    return dialog


def _clock(page: Page) -> float:
    return float(page.get_by_test_id("clock").locator("span").nth(1).inner_text())


def test_a_typed_model_is_mended_placed_and_spikes(page: Page, app_server: AppServer) -> None:
    page.goto(app_server.url)
    dialog = _from_file_menu(page, "New model")
    add = dialog.get_by_role("button", name="Add to board")
    expect(add).to_be_enabled()  # the template can be used as it stands
    dialog.get_by_placeholder("What it is called").fill("Amplifier")
    equations = dialog.get_by_label("Equations")
    equations.fill("tau_m*dV/dt = -(V - E_L) +")
    expect(add).to_be_disabled()
    expect(dialog.locator(".code-back mark").last).to_have_text(re.compile(r"^\s$"))
    expect(dialog.get_by_text("the expression ends too early")).to_be_visible()

    equations.fill(EQUATIONS)
    expect(dialog.locator(".code-back mark")).to_have_text("gain")
    dialog.get_by_role("button", name="Add parameter gain").click()
    expect(dialog.locator(".code-back mark")).to_have_count(0)
    expect(dialog.get_by_role("img", name="Rate against input")).to_be_visible(timeout=30_000)
    expect(dialog.get_by_role("img", name=re.compile("Phase line"))).to_be_visible()
    add.click()
    expect(page.get_by_role("dialog")).to_have_count(0)

    node = page.locator("[data-node-id]")
    expect(node).to_have_count(1)
    page.get_by_role("textbox", name=re.compile("^gain|^Gain")).first.wait_for()
    current = page.get_by_role("textbox", name=re.compile("I_ext|Constant current|Input")).first
    current.fill("30")
    current.press("Enter")
    page.keyboard.press("Escape")
    real_time(page)
    page.get_by_role("button", name="Run").click()
    expect(page.locator(".app-inspector")).to_contain_text(re.compile(r"[1-9][\d.]* spikes/s"))
    page.get_by_role("button", name="Pause").click()

    # It is part of the document: a reload finds it, undo takes it back with its node.
    page.reload()
    expect(node).to_have_count(1)
    dialog = _from_file_menu(page, "Edit Amplifier")
    expect(dialog.get_by_label("Equations")).to_have_value(EQUATIONS)


def test_a_draft_survives_a_dialog_that_was_closed(page: Page, app_server: AppServer) -> None:
    page.goto(app_server.url)
    dialog = _from_file_menu(page, "New model")
    dialog.get_by_label("Equations").fill("dV/dt = I - 3*V")
    dialog.get_by_label("Equations").press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    dialog = _from_file_menu(page, "New model")
    expect(dialog.get_by_label("Equations")).to_have_value("dV/dt = I - 3*V")


def test_the_reference_shows_every_model_of_the_catalog(page: Page, app_server: AppServer) -> None:
    page.goto(app_server.url)
    dialog = _from_file_menu(page, "All models")
    names = page.evaluate(
        """async () => {
            const catalog = await (await fetch("/api/catalog")).json();
            return Object.values(catalog).flat().map(({ title }) => title);
        }"""
    )
    assert len(names) > 20
    for title in set(names):
        expect(dialog.get_by_role("button", name=title, exact=True).first).to_be_attached()
    dialog.get_by_role("searchbox").fill("hodgkin")
    dialog.get_by_role("button", name="Hodgkin-Huxley", exact=True).click()
    expect(dialog.get_by_role("article")).to_contain_text("largest sodium conductance")
    expect(dialog.get_by_role("article").locator(".katex").first).to_be_visible()
