"""The pictures, as SVG written by hand: bars of the races, and the curve of the cost."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from statistics import median

from benchmarks.outcomes import Entry, Outcome

WIDTH = 860.0
LEFT, RIGHT = 190.0, 150.0
BAR, GAP, TITLE = 18.0, 6.0, 34.0
INK, FAINT, OURS, OTHERS, DOUBT = "#1f2933", "#d5dbe1", "#0f766e", "#64748b", "#cbd5e1"


@dataclass(frozen=True)
class Scale:
    """Whole decades that hold `values`, laid out from `start` to `end`."""

    low: int
    high: int
    start: float
    end: float

    @classmethod
    def over(cls, values: Sequence[float], start: float, end: float) -> Scale:
        low = math.floor(math.log10(min(values)))
        high = math.ceil(math.log10(max(values)))
        return cls(low, max(high, low + 1), start, end)

    def __call__(self, value: float) -> float:
        part = (math.log10(value) - self.low) / (self.high - self.low)
        return self.start + part * (self.end - self.start)

    def decades(self) -> list[float]:
        return [10.0**k for k in range(self.low, self.high + 1)]


def bars(outcomes: Sequence[Outcome]) -> str:
    """Time for a biological second of every contender, on one logarithmic axis."""
    races = [(o.title, [e for e in o.entries if e.median]) for o in outcomes if o.entries]
    times = [entry.median for _, entries in races for entry in entries if entry.median]
    if not times:
        return _page(40, [_text(10, 25, "No race was measured")])
    x = Scale.over(times, LEFT, WIDTH - RIGHT)
    y = 30.0
    body: list[str] = []
    for title, entries in races:
        y += TITLE
        body.append(_text(10, y - 10, title, weight="600"))
        for entry in entries:
            body.extend(_bar(entry, y, x))
            y += BAR + GAP
    grid = [_text(10, 24, "per biological second")]
    for decade in x.decades():
        grid.append(_line(x(decade), 34, x(decade), y, FAINT))
        grid.append(_text(x(decade), 24, f"{decade:g} s", anchor="middle"))
    return _page(y + 16, [*grid, *body])


def _bar(entry: Entry, y: float, x: Scale) -> list[str]:
    assert entry.median is not None
    same = entry.work in ("same", "")
    fill = OURS if entry.name == "product" else OTHERS if same else DOUBT
    end = x(entry.median)
    words = f"{entry.median:.3g} s"
    if entry.ratio is not None:
        words += f", {entry.ratio:.3g} x" if same else f" ({entry.ratio:.3g} x, not the same)"
    low, high = x(min(entry.per_second)), x(max(entry.per_second))
    middle = y + BAR / 2
    return [
        _text(LEFT - 8, middle + 4, entry.title, anchor="end"),
        f'<rect x="{LEFT}" y="{y}" width="{max(end - LEFT, 1):.1f}" height="{BAR}" fill="{fill}"/>',
        _line(low, middle, high, middle, INK),
        _text(max(end, high) + 6, middle + 4, words),
    ]


def curve(outcome: Outcome) -> str:
    """Time of a step against the number of cells, both logarithmic; dashed: in proportion."""
    points = sorted(
        (int(name.split(" cells")[0]), median(values))
        for name, values in outcome.figures.items()
        if name.endswith("us a step")
    )
    if not points:
        return _page(40, [_text(10, 25, "The curve was not measured")])
    sizes, times = [float(size) for size, _ in points], [time for _, time in points]
    x, y = Scale.over(sizes, 90, WIDTH - 40), Scale.over(times, 460, 50)
    parts = [_text(10, 24, outcome.title + ": microseconds a step", weight="600")]
    for decade in x.decades():
        parts.append(_line(x(decade), 50, x(decade), 460, FAINT))
        parts.append(_text(x(decade), 480, f"{decade:,.0f}", anchor="middle"))
    for decade in y.decades():
        parts.append(_line(90, y(decade), WIDTH - 40, y(decade), FAINT))
        parts.append(_text(82, y(decade) + 4, f"{decade:g}", anchor="end"))
    start = max(sizes[0], 10.0**y.low / times[-1] * sizes[-1])
    parts.append(
        _line(x(start), y(times[-1] * start / sizes[-1]), x(sizes[-1]), y(times[-1]), OTHERS, "5 4")
    )
    path = " ".join(f"{x(size):.1f},{y(time):.1f}" for size, time in zip(sizes, times, strict=True))
    parts.append(f'<polyline points="{path}" fill="none" stroke="{OURS}" stroke-width="2"/>')
    for size, time in zip(sizes, times, strict=True):
        parts.append(f'<circle cx="{x(size):.1f}" cy="{y(time):.1f}" r="4" fill="{OURS}"/>')
        parts.append(
            _text(
                x(size),
                y(time) - 10,
                f"{time:,.3g}" if time < 1000 else f"{time:,.0f}",
                anchor="end",
            )
        )
    parts.append(_text(WIDTH / 2, 500, "cells", anchor="middle"))
    return _page(515, parts)


def _page(height: float, parts: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}" '
        f'width="{WIDTH:g}" height="{height:g}" font-family="system-ui, sans-serif" '
        f'font-size="13" fill="{INK}">'
    )
    return "\n".join([head, '<rect width="100%" height="100%" fill="#fff"/>', *parts, "</svg>\n"])


def _text(x: float, y: float, words: str, anchor: str = "start", weight: str = "400") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}">'
        f"{escape(words)}</text>"
    )


def _line(x1: float, y1: float, x2: float, y2: float, stroke: str, dashes: str = "") -> str:
    more = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}"{more}/>'
    )
