"""The strip of recorded time above the board."""

from playwright.sync_api import Page, expect

from tests.browser.app_server import AppServer
from tests.browser.hand import box_of, drag
from tests.browser.views import circuit, open_board, run_for, table, trace


def test_thumb_shows_a_past_moment_and_follows_again(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, circuit(trace("t", {"node": "A", "variable": "V"})))
    run_for(page, 1000)
    latest = float(table(page, "t")[-1][0])
    track = page.get_by_role("slider", name="Moment shown in the views")
    box = box_of(track)
    middle = box["y"] + 12
    thumb = box["x"] + 16 + (box["width"] - 32) / 1.042
    drag(page, (thumb, middle), (box["x"] + 16 + (thumb - box["x"] - 16) / 2, middle))
    past = float(table(page, "t")[-1][0])
    assert abs(past - latest / 2) < 0.1 * latest
    follow = page.get_by_role("button", name="Follow again")
    run_for(page, 400)  # the network goes on, the view stays
    assert float(table(page, "t")[-1][0]) == past
    follow.click()
    expect(follow).to_have_count(0)
    assert float(table(page, "t")[-1][0]) > latest


def test_thumb_moves_by_keys(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, circuit(trace("t", {"node": "A", "variable": "V"})))
    run_for(page, 600)
    latest = float(table(page, "t")[-1][0])
    track = page.get_by_role("slider", name="Moment shown in the views")
    track.press("ArrowLeft")
    assert 0 < float(table(page, "t")[-1][0]) < latest
    track.press("End")
    assert float(table(page, "t")[-1][0]) == latest
