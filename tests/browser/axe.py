"""What axe-core finds on the page as it is: who cannot use it, and why."""

from pathlib import Path

from playwright.sync_api import Page

from scripts.page import PACKAGES

AXE = PACKAGES / "axe-core" / "axe.min.js"
BAD = ("moderate", "serious", "critical")
# A menu has the focus while it is open, a tooltip belongs to what has it: nobody has to find them
# among the regions.
FINE = {("region", ".menu"), ("region", ".tooltip")}
FIND = """async () => {
    const found = await axe.run(document, {resultTypes: ["violations"]});
    return found.violations.map(({id, impact, help, nodes}) =>
        ({id, impact, help, nodes: nodes.map(({target, failureSummary}) =>
            target.join(" ") + ": " + failureSummary.split("\\n")[1])}));
}"""
# Colours change over a moment, which is not what is measured.
AT_ONCE = """theme => {
    document.documentElement.dataset.theme = theme;
    for (const animation of document.getAnimations())
        if (animation.effect.getComputedTiming().endTime < Infinity) animation.finish();
}"""


def violations(page: Page) -> list[str]:
    """Violations that keep somebody from using the page, with the elements concerned."""
    # The page's policy lets no script in; what is evaluated from outside is not the page's.
    if not page.evaluate("'axe' in window"):
        page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    return [
        f"{found['id']} ({found['impact']}, {found['help']}): {place}"
        for found in page.evaluate(FIND)
        if found["impact"] in BAD
        for place in found["nodes"]
        if (found["id"], place.split(":")[0]) not in FINE
    ]


def accessible(page: Page, screen: str) -> None:
    """Nothing is found on what the page shows now, light and dark."""
    for theme in ("light", "dark"):
        page.evaluate(AT_ONCE, theme)
        assert violations(page) == [], f"{screen}, {theme}"
