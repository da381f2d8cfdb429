"""Figures as Plotly writes them: pure functions of records and arrays.

They hold no colours: each trace says in `meta` what it shows, and the page, which has the theme,
colours it. Names come escaped, because Plotly reads tags in text.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.document import Projection, Raster, Trace, Weights
from engine.network import Network, NodeRecord
from engine.recording import decimate
from server.figure_signals import Signal, node_name, time_word
from server.reading import Train

MAX_POINTS = 20_000
"""Points of a line."""
MAX_ALL_POINTS = 1_000_000
"""Points of all lines of a figure."""
MAX_SPIKES = 200_000
"""Spikes of a figure; of more, the latest are shown."""
MAX_DRAWN = 5_000
"""Spikes that are drawn as elements of the page; more need WebGL to be drawn in a moment."""
MAX_SIDE = 1000
"""Rows and columns of a matrix."""
PANEL_SHARES = (1.7, 1.0, 1.0)
GAP = 0.06

FigureJson: TypeAlias = dict[str, Any]
Floats: TypeAlias = NDArray[np.float64]


class Line(NamedTuple):
    """Samples of a signal: times (n,) in ms and values (n,)."""

    signal: Signal
    times: Floats
    values: Floats


class Block(NamedTuple):
    """Weights of an edge, (targets, sources), NaN where there is no synapse."""

    edge: Projection
    weights: NDArray[np.float32]


def figure_of_trace(
    network: Network,
    view: Trace,
    span: tuple[float, float],
    lines: list[Line],
    trains: dict[str, Train],
) -> FigureJson:
    """One line for each signal; panels from top to bottom as in the view, currents last."""
    panels = sorted({_panel(line.signal) for line in lines})
    layout: FigureJson = layout_of()
    layout["xaxis"] = time_axis(network, span)
    data: list[FigureJson] = []
    most = min(MAX_POINTS, MAX_ALL_POINTS // max(1, len(lines)))
    shares = np.array([PANEL_SHARES[panel] for panel, _ in panels] or [1.0])
    heights = shares / shares.sum() * (1 - GAP * (len(shares) - 1))
    top = 1.0
    for number, (panel, height) in enumerate(zip(panels, heights, strict=False)):
        axis = f"y{number + 1 if number else ''}"
        inside = [line for line in lines if _panel(line.signal) == panel]
        names = ", ".join(dict.fromkeys(line.signal.variable for line in inside))
        described: FigureJson = {
            "title": {"text": with_unit(names, panel[1])},
            "domain": [max(0.0, top - height), top],
            "zeroline": panel[0] == 2,
        }
        fixed = view.scales.get(_panel_name(inside[0].signal), view.scale)
        if fixed != "auto":
            described["range"] = list(fixed)
        layout[f"yaxis{number + 1 if number else ''}"] = described
        layout["xaxis"]["anchor"] = axis
        top -= height + GAP
        thresholds = {line.signal.threshold for line in inside} - {None}
        layout.setdefault("shapes", []).extend(_threshold(axis, at) for at in thresholds)
        for line in inside:
            data.append(_line(line, axis, most, time_word(network)))
            spikes = _spikes(line, trains.get(line.signal.of), axis, most)
            data.extend([spikes] if spikes is not None else [])
    return {"data": data, "layout": layout}


def _panel(signal: Signal) -> tuple[int, str]:
    return signal.panel, signal.unit


def _panel_name(signal: Signal) -> str:
    """What the record of a trace calls a panel."""
    if signal.panel == 2:
        return "currents"
    return f"{'state' if signal.panel else 'first'} {signal.unit}"


def _threshold(axis: str, at: float | None) -> FigureJson:
    return {
        "type": "line",
        "xref": "paper",
        "yref": axis,
        "x0": 0,
        "x1": 1,
        "y0": at,
        "y1": at,
        "line": {"width": 1, "dash": "dot"},
    }


def _line(line: Line, axis: str, most: int, unit: str) -> FigureJson:
    times, values = extremes(line.times, line.values, most)
    signal = line.signal
    return {
        "type": "scatter",
        "mode": "lines",
        "name": signal.name,
        "x": times,
        "y": values,
        "yaxis": axis,
        "legendgroup": _key(signal),
        "line": {"shape": "hv" if signal.held else "linear"},
        "hovertemplate": f"%{{y:.5~g}} {signal.unit} at %{{x:.4~f}} {unit}",
        "meta": {
            "shows": "signal",
            "of": signal.of,
            "variable": signal.variable,
            "cell": signal.cell,
        },
    }


def _spikes(line: Line, train: Train | None, axis: str, most: int) -> FigureJson | None:
    """Spikes of a model whose reset hides them, as the view draws them: up to the peak."""
    signal = line.signal
    if train is None or signal.peak is None or not len(line.times):
        return None
    times = train.times[train.cells == signal.cell][-(most // 3) :]
    foot = np.clip(np.searchsorted(line.times, times - 1e-9), 0, len(line.times) - 1)
    nothing = np.full(len(times), np.nan)
    peak = np.full(len(times), signal.peak)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": f"Spikes of {signal.name}",
        "x": np.stack([times, times, nothing], axis=1).ravel(),
        "y": np.stack([line.values[foot], peak, nothing], axis=1).ravel(),
        "yaxis": axis,
        "legendgroup": _key(signal),
        "showlegend": False,
        "hoverinfo": "skip",
        "meta": {
            "shows": "signal",
            "of": signal.of,
            "variable": signal.variable,
            "cell": signal.cell,
        },
    }


def _key(signal: Signal) -> str:
    return f"{signal.of} {signal.variable} {signal.cell}"


def extremes(times: Floats, values: Floats, most: int) -> tuple[Floats, Floats]:
    """At most `most` points: the samples, or least and greatest value of each stretch of them at
    the time at which it begins."""
    count, buckets = len(times), max(1, most // 2)
    if count <= most:
        return times, values
    low, high = decimate(values[:, None], buckets)
    begins = np.linspace(0, count, buckets, endpoint=False).astype(np.int64)
    return np.repeat(times[begins], 2), np.stack([low[:, 0], high[:, 0]], axis=1).ravel()


def figure_of_raster(
    network: Network, view: Raster, span: tuple[float, float], trains: dict[str, Train]
) -> FigureJson:
    """One trace for each population, the first one on top, a row for each cell shown."""
    layout = layout_of()
    layout["xaxis"] = time_axis(network, span)
    data: list[FigureJson] = []
    names: list[str] = []
    places: list[float] = []
    row = 0
    left = MAX_SPIKES // max(1, len(trains))
    many = sum(len(train.times) for train in trains.values()) > MAX_DRAWN
    for entry in view.of:
        record = network.records.get(entry.node or "")
        train = trains.pop(entry.node or "", None)
        if train is None or not isinstance(record, NodeRecord):
            continue
        size = record.size
        at, cells = train.times, train.cells
        rows = cells.astype(np.int64)
        if entry.cells is not None:
            chosen = np.array([cell for cell in entry.cells if cell < size], np.int64)
            order = np.full(size, -1, np.int64)
            order[chosen] = np.arange(len(chosen))
            shown = order[cells] >= 0
            at, cells, rows, size = at[shown], cells[shown], order[cells[shown]], len(chosen)
        data.append(
            {
                "type": "scattergl" if many else "scatter",
                "mode": "markers",
                "name": node_name(network, record),
                "x": at[-left:],
                "y": row + rows[-left:],
                "customdata": cells[-left:],
                "hovertemplate": f"cell %{{customdata}} at %{{x:.4~f}} {time_word(network)}",
                "meta": {"shows": "population", "of": record.id},
            }
        )
        names.append(node_name(network, record))
        places.append(row + (size - 1) / 2)
        row += size + 1
    layout["yaxis"] = {
        "title": {"text": "Cells"},
        "range": [max(0, row - 1), -1.0],
        "tickvals": places,
        "ticktext": names,
        "showgrid": False,
        "zeroline": False,
    }
    return {"data": data, "layout": layout}


def figure_of_weights(network: Network, view: Weights, blocks: list[Block]) -> FigureJson:
    """Targets down, sources across; populations that several edges share stand once."""
    rows: dict[str, tuple[int, int]] = {}
    columns: dict[str, tuple[int, int]] = {}
    for block in blocks:
        _place(rows, block.edge.target, block.weights.shape[0])
        _place(columns, block.edge.source, block.weights.shape[1])
    height, width = (min(MAX_SIDE, sum(n for _, n in side.values())) for side in (rows, columns))
    matrix = np.full((height, width), np.nan, np.float32)
    for edge, weights in blocks:
        i, j = rows[edge.target][0], columns[edge.source][0]
        part = matrix[i : i + weights.shape[0], j : j + weights.shape[1]]
        more = weights[: part.shape[0], : part.shape[1]]
        # Where several edges meet their weights add up; one that is absent adds nothing.
        part[:] = np.where(np.isnan(part), more, part + np.nan_to_num(more))
    limit = float(np.nanmax(np.abs(matrix))) if np.isfinite(matrix).any() else 1.0
    layout = layout_of()
    layout["xaxis"] = {"title": {"text": "From"}, **_sides(network, columns, width)}
    layout["yaxis"] = {
        "title": {"text": "To"},
        **_sides(network, rows, height),
        "autorange": "reversed",
    }
    heat = {
        "type": "heatmap",
        "z": matrix,
        "zmin": -(limit or 1.0),
        "zmax": limit or 1.0,
        "zmid": 0,
        "colorbar": {"title": {"text": with_unit("Weight", _weight_unit(network, blocks))}},
        "hovertemplate": "row %{y}, column %{x}: %{z:.5~g}<extra></extra>",
        "meta": {"shows": "weights"},
    }
    return {"data": [heat] if matrix.size else [], "layout": layout}


def _weight_unit(network: Network, blocks: list[Block]) -> str:
    """The unit that all edges share, or none."""
    synapses = [network.library.synapse(block.edge) for block in blocks]
    units = {synapse.weight_unit if synapse else "" for synapse in synapses}
    return units.pop() if len(units) == 1 else ""


def _place(side: dict[str, tuple[int, int]], node: str, count: int) -> None:
    if node not in side:
        side[node] = sum(size for _, size in side.values()), count


def _sides(network: Network, side: dict[str, tuple[int, int]], most: int) -> FigureJson:
    """Ticks in the middle of populations."""
    shown = [(node, start, n) for node, (start, n) in side.items() if start < most]
    records = [network.records[node] for node, _, _ in shown]
    return {
        "tickvals": [start + (min(n, most - start) - 1) / 2 for _, start, n in shown],
        "ticktext": [
            node_name(network, record) for record in records if isinstance(record, NodeRecord)
        ],
        "showgrid": False,
        "zeroline": False,
    }


def with_unit(name: str, unit: str) -> str:
    """ "V (mV)"; the name alone of what has no unit."""
    return f"{name} ({unit})" if unit else name


def time_axis(network: Network, span: tuple[float, float]) -> FigureJson:
    """An axis over the span, in ms or steps."""
    return {
        "title": {"text": f"Time ({time_word(network)})"},
        "range": list(span),
        "zeroline": False,
    }


def layout_of() -> FigureJson:
    """What all figures have in common."""
    return {
        "template": "none",
        "hovermode": "closest",
        "hoverlabel": {"namelength": -1},
        "showlegend": True,
    }
