"""Reversal potentials from concentrations, into a parameter."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app_server import AppServer
from tests.browser.hand import node, record
from tests.browser.views import open_board


def test_the_potential_of_an_ion_goes_into_its_parameter(page: Page, app_server: AppServer) -> None:
    cell = {"id": "a", "kind": "neurons", "model": "hh", "x": 0, "y": 0}
    open_board(page, app_server, {"format": "neuroboard/1", "nodes": [cell]})
    node(page, "a").click()
    page.get_by_role("button", name="Reversal from concentrations").click()
    popup = page.get_by_role("dialog", name="Reversal potential")
    popup.get_by_label("Preparation").select_option(label="Squid axon, 6.3 °C")
    popup.get_by_label("Ion", exact=True).select_option(label="K⁺, by Nernst")
    expect(popup.locator("output")).to_have_text("−72.14 mV")
    popup.get_by_label("Outside of K⁺").fill("40")
    popup.get_by_label("Outside of K⁺").press("Enter")
    expect(popup.locator("output")).to_have_text("−55.45 mV")
    popup.get_by_label("Use for", exact=True).select_option("E_K")
    popup.get_by_role("button", name="Use for E_K").click()
    expect(popup).to_have_count(0)
    params = record(app_server, page, "a")["params"]
    # RT/F ln(40/400) at 6.3 degrees
    assert params == {"E_K": pytest.approx(-55.45, abs=0.01)}
