"""`neuroboard models`: the reference of every model, for a terminal, a document or a program."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Literal

from engine.reference import KINDS, Entry, reference
from engine.sentences import did_you_mean
from server.command import CommandError

Format = Literal["text", "markdown", "json"]
UNBOUNDED = 1e9
"""Bounds from here on keep nobody from anything."""
_WIDTH = 88


def models(name: str | None, form: Format) -> int:
    """Print the reference of the models of a name, or of all. Raises CommandError."""
    entries = reference()
    if name is not None:
        known = [entry["name"] for entry in entries]
        entries = [entry for entry in entries if entry["name"] == name]
        if not entries:
            hint = did_you_mean(name, known) or '; "neuroboard models" lists them all'
            raise CommandError(f'there is no model "{name[:64]}"{hint}')
    if form == "json":
        print(json.dumps(entries, indent=2, ensure_ascii=False))
    elif form == "markdown":
        print("\n".join(_markdown(entries)))
    else:
        print("\n\n".join("\n".join(_text(entry)) for entry in entries))
    return 0


def _text(entry: Entry) -> Iterator[str]:
    yield f"{entry['name']}  ({entry['kind']}: {entry['title']})"
    yield from wrap(entry["summary"], _WIDTH, initial_indent="  ", subsequent_indent="  ")
    yield from (f"    {line}" for line in entry["formulas"])
    rows = [
        *((s["name"], f"starts at {_value(s['initial'])} {s['unit']}", s) for s in entry["states"]),
        *((p["name"], _setting(p), p) for p in entry["parameters"]),
    ]
    wide = max((len(name) for name, _, _ in rows), default=0)
    high = min(28, max((len(value) for _, value, _ in rows), default=0))
    for name, value, item in rows:
        yield f"  {name:{wide}}  {value:{high}}  {item['meaning']}".rstrip()
        for option, expression in item.get("options", {}).items():
            yield f"  {'':{wide}}    {option}: {expression}"
    for preset in entry["presets"]:
        yield f"  preset {preset['name']}: {preset['title']} ({_values(preset)})"
        yield from wrap(preset["note"], _WIDTH, initial_indent="    ", subsequent_indent="    ")
    yield from wrap(entry["source"], _WIDTH, initial_indent="  ", subsequent_indent="  ")


def _markdown(entries: list[Entry]) -> Iterator[str]:
    yield "# Models"
    chapter = ""
    for entry in entries:
        if entry["kind"] != chapter:
            chapter = entry["kind"]
            yield from ("", f"## {KINDS[chapter]}")
        yield from ("", f"### {entry['title']} (`{entry['name']}`)", "", entry["summary"])
        if entry["formulas"]:
            yield from ("", "```", *entry["formulas"], "```")
        yield from _table(
            ("State", "Starts at", "Unit", "Meaning"),
            [(s["name"], _value(s["initial"]), s["unit"], s["meaning"]) for s in entry["states"]],
        )
        yield from _table(
            ("Parameter", "Default", "Unit", "Bounds", "Meaning"),
            [
                (p["name"], _value(p["default"]), p["unit"], _bounds(p), _meaning(p))
                for p in entry["parameters"]
            ],
        )
        yield from _table(
            ("Preset", "Title", "Values", "Note"),
            [(p["name"], p["title"], _values(p), p["note"]) for p in entry["presets"]],
        )
        yield from ("", f"Source: {entry['source']}")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for name, *cells in rows:
        escaped = (cell.replace("|", r"\|") for cell in cells)
        yield f"| {' | '.join([f'`{name}`', *escaped])} |"


def _meaning(parameter: Entry) -> str:
    options = [f"`{name}`: `{text}`" for name, text in parameter.get("options", {}).items()]
    return (
        f"{parameter['meaning']} ({', '.join(options)})" if options else str(parameter["meaning"])
    )


def _setting(parameter: Entry) -> str:
    """Default, unit and bounds in a line."""
    unit = f" {parameter['unit']}" if parameter["unit"] else ""
    bounds = _bounds(parameter)
    return f"{_value(parameter['default'])}{unit}{f' ({bounds})' if bounds else ''}"


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(f"{number:g}" for number in value)
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _values(preset: Entry) -> str:
    given = preset["params"] | preset["initial"]
    return ", ".join(f"{name} = {value:g}" for name, value in given.items())


def _bounds(parameter: Entry) -> str:
    if parameter["kind"] not in ("number", "expression"):
        return ""
    low, high = parameter["low"], parameter["high"]
    if low <= -UNBOUNDED:
        return "" if high >= UNBOUNDED else f"at most {high:g}"
    return f"at least {low:g}" if high >= UNBOUNDED else f"{low:g} to {high:g}"
