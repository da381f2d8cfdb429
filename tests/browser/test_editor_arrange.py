"""Selecting, moving, copying, deleting, renaming and arranging."""

from playwright.sync_api import Page, expect

from tests.browser import hand
from tests.browser.app_server import AppServer

SELECTED = ".react-flow__node.selected"


def three(page: Page, server: AppServer) -> list[str]:
    """A step current, a neuron and another one, connected in a row."""
    left, top = hand.open_empty(page, server)
    made = [
        hand.place(page, "Step current", (left + 133, top + 157)),
        hand.place(page, "Excitatory", (left + 371, top + 164)),
        hand.place(page, "Excitatory", (left + 640, top + 151)),
    ]
    hand.connect(page, made[0], made[1])
    page.keyboard.press("Escape")
    hand.connect(page, made[1], made[2])
    page.keyboard.press("Escape")
    return made


def test_a_box_selects_and_one_drag_moves_all(page: Page, app_server: AppServer) -> None:
    made = three(page, app_server)
    canvas = hand.box_of(page.locator(".react-flow"))
    page.keyboard.down("Shift")
    hand.drag(page, (canvas["x"] + 30, canvas["y"] + 60), (canvas["x"] + 460, canvas["y"] + 300))
    page.keyboard.up("Shift")
    expect(page.locator(SELECTED)).to_have_count(2)
    before = {n["id"]: n for n in hand.document(app_server, page)["nodes"]}
    x, y = hand.centre(hand.node(page, made[1]))
    hand.drag(page, (x, y), (x + 60, y + 110))
    hand.saved(page)
    after = {n["id"]: n for n in hand.document(app_server, page)["nodes"]}
    moves = {n: (after[n]["x"] - before[n]["x"], after[n]["y"] - before[n]["y"]) for n in made}
    assert moves[made[0]] == moves[made[1]] != (0, 0)
    assert moves[made[2]] == (0, 0)
    page.get_by_role("button", name="Undo").click()
    hand.saved(page)
    page.wait_for_timeout(200)
    assert {n["id"]: n for n in hand.document(app_server, page)["nodes"]} == before


def test_copy_and_paste_also_between_tabs(page: Page, app_server: AppServer) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    three(page, app_server)
    page.keyboard.press("Control+a")
    expect(page.locator(SELECTED)).to_have_count(3)
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+v")
    expect(page.locator("[data-node-id]")).to_have_count(6)
    expect(page.locator(".react-flow__edge")).to_have_count(4)
    labels = [n["label"] for n in hand.document(app_server, page)["nodes"]]
    assert len(set(labels)) == 6

    other = page.context.new_page()
    other.goto(app_server.url)
    expect(other.get_by_role("heading", name="Start with one neuron")).to_be_visible()
    other.keyboard.press("Control+v")
    expect(other.locator("[data-node-id]")).to_have_count(3)
    expect(other.locator(".react-flow__edge")).to_have_count(2)
    expect(other.locator(".toast")).to_have_count(0)


def test_duplicate_delete_and_undo(page: Page, app_server: AppServer) -> None:
    made = three(page, app_server)
    hand.node(page, made[1]).click()
    page.keyboard.press("Control+d")
    expect(page.locator("[data-node-id]")).to_have_count(4)
    hand.node(page, made[1]).click()
    page.keyboard.press("Delete")
    expect(page.locator("[data-node-id]")).to_have_count(3)
    expect(page.locator(".react-flow__edge")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(page.locator("[data-node-id]")).to_have_count(4)
    expect(page.locator(".react-flow__edge")).to_have_count(2)
    page.keyboard.press("Control+Shift+z")
    expect(page.locator("[data-node-id]")).to_have_count(3)


def test_align_to_grid_and_in_a_row(page: Page, app_server: AppServer) -> None:
    made = three(page, app_server)
    page.keyboard.press("Control+a")
    page.keyboard.press("l")
    hand.saved(page)
    page.wait_for_timeout(200)
    nodes = hand.document(app_server, page)["nodes"]
    assert all(n["x"] % 20 == 0 and n["y"] % 20 == 0 for n in nodes)
    page.keyboard.press("Shift+ArrowDown")
    hand.node(page, made[0]).click(button="right")
    page.get_by_role("menuitem", name="Same distance across").click()
    hand.saved(page)
    page.wait_for_timeout(200)
    x = {n["id"]: n["x"] for n in hand.document(app_server, page)["nodes"]}
    gaps = (x[made[1]] - 30) - (x[made[0]] + 24), (x[made[2]] - 30) - (x[made[1]] + 30)
    assert abs(gaps[0] - gaps[1]) <= 2


def test_rename_by_double_click_and_key(page: Page, app_server: AppServer) -> None:
    made = three(page, app_server)
    hand.node(page, made[1]).get_by_text("Neuron A").dblclick()
    page.get_by_label("Name", exact=True).last.fill("<b>Purkinje</b>")
    page.keyboard.press("Enter")
    assert hand.record(app_server, page, made[1])["label"] == "<b>Purkinje</b>"
    expect(hand.node(page, made[1])).to_contain_text("<b>Purkinje</b>")
    hand.node(page, made[2]).click()
    page.keyboard.press("F2")
    page.keyboard.type("Granule")
    page.keyboard.press("Escape")
    expect(hand.node(page, made[2])).to_contain_text("Neuron B")


def test_the_view_pans_zooms_and_shows_everything(page: Page, app_server: AppServer) -> None:
    made = three(page, app_server)
    zoom = page.get_by_role("button", name="back to 100 %")
    expect(zoom).to_have_text("100 %")
    page.mouse.move(*hand.centre(page.locator(".react-flow")))
    page.mouse.wheel(0, 600)
    expect(zoom).not_to_have_text("100 %")
    canvas = hand.box_of(page.locator(".react-flow"))
    before = hand.centre(hand.node(page, made[0]))
    hand.drag(
        page,
        (canvas["x"] + 300, canvas["y"] + canvas["height"] - 150),
        (canvas["x"] + 340, canvas["y"] + canvas["height"] - 190),
    )
    x, y = hand.centre(hand.node(page, made[0]))
    assert abs(x - before[0] - 40) < 6
    assert abs(y - before[1] + 40) < 6
    page.get_by_role("button", name="Show the whole board").click()
    page.wait_for_timeout(400)
    for node_id in made:
        box = hand.box_of(hand.node(page, node_id))
        assert box["x"] > canvas["x"]
        assert box["x"] + box["width"] < canvas["x"] + canvas["width"]


def test_nodes_and_connections_are_dragged_into_the_dock(page: Page, app_server: AppServer) -> None:
    made = three(page, app_server)
    dock = hand.centre(page.locator(".dock"))
    before = hand.document(app_server, page)["nodes"]
    hand.drag(page, hand.centre(hand.node(page, made[1])), dock)
    expect(page.locator("[data-view-id]")).to_have_count(1)
    hand.saved(page)
    stored = hand.document(app_server, page)
    assert stored["views"][0]["of"][0]["node"] == made[1]
    assert stored["nodes"] == before
    x1, y = hand.centre(hand.node(page, made[1]))
    x2, _ = hand.centre(hand.node(page, made[2]))
    hand.drag(page, ((x1 + x2) / 2, y), hand.centre(page.locator("[data-view-id]").first))
    hand.saved(page)
    expect(page.locator("[data-view-id]")).to_have_count(1)
    page.wait_for_timeout(200)
    (view,) = hand.document(app_server, page)["views"]
    assert [entry["variable"] for entry in view["of"]] == ["V", "I"]
