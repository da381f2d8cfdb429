"""The strip of recorded time above the board: rewinding."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.app_server import AppServer
from tests.browser.hand import box_of, drag
from tests.browser.views import circuit, open_board, run_for, table, trace

VIEW = trace("t", {"node": "A", "variable": "V"}, window=3000)


def _track(page: Page) -> Locator:
    return page.get_by_role("slider", name="Moment shown in the views")


def _drag_half_way_back(page: Page) -> None:
    box = box_of(_track(page))
    middle = box["y"] + 12
    thumb = box["x"] + 16 + (box["width"] - 32) / 1.042
    drag(page, (thumb, middle), (box["x"] + 16 + (thumb - box["x"] - 16) / 2, middle))


def _last(page: Page) -> float:
    return float(table(page, "t")[-1][0])


def test_the_board_shows_a_past_moment_and_comes_back(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, circuit(VIEW))
    run_for(page, 1000)
    latest = _last(page)
    _drag_half_way_back(page)
    now = page.get_by_role("button", name="Back to now")
    expect(now).to_be_visible()
    assert abs(_last(page) - latest / 2) < 0.1 * latest
    shown = float(page.get_by_test_id("clock").locator("span").nth(1).inner_text())
    assert abs(shown - latest / 2) < 0.1 * latest
    now.click()
    expect(now).to_have_count(0)
    assert _last(page) == latest


def test_the_run_goes_on_from_a_past_moment_as_it_did(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, circuit(VIEW))
    run_for(page, 1000)
    before = {row[0]: row for row in table(page, "t")[1:]}
    _drag_half_way_back(page)
    expect(page.get_by_role("button", name="Back to now")).to_be_visible()
    moment = _last(page)
    run_for(page, 1000)
    expect(page.get_by_role("button", name="Back to now")).to_have_count(0)
    again = {row[0]: row for row in table(page, "t")[1:]}
    # Rows of extremes, least and greatest of several samples, are not cut at the same times.
    single = [
        {time: row for time, row in rows.items() if row[1] == row[-1]} for rows in (before, again)
    ]
    later = [time for time in single[0].keys() & single[1].keys() if float(time) > moment]
    assert len(later) > 100
    assert all(single[0][time][1] == single[1][time][1] for time in later)


def test_thumb_moves_by_keys(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, circuit(VIEW))
    run_for(page, 600)
    latest = _last(page)
    track = _track(page)
    track.press("ArrowLeft")
    expect(page.get_by_role("button", name="Back to now")).to_be_visible()
    assert 0 < _last(page) < latest
    track.press("End")
    expect(page.get_by_role("button", name="Back to now")).to_have_count(0)
    assert _last(page) == latest
