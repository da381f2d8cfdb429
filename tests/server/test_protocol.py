"""Every numbered rule has a test that names it; every message is told to the page's types."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import BaseModel

from server import protocol

ROOT = Path(__file__).resolve().parents[2]


def test_every_rule_has_a_test() -> None:
    rules = re.findall(
        r"^- \*\*([A-Z]\d+)\*\*", (ROOT / "server/PROTOCOL.md").read_text("utf-8"), re.M
    )
    tests = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests/server").glob("test_*.py"))
    assert len(rules) > 35
    assert [rule for rule in rules if f"def test_{rule}_" not in tests] == []


def test_rules_are_numbered_without_gaps_and_tests_name_no_other() -> None:
    text = (ROOT / "server/PROTOCOL.md").read_text("utf-8")
    rules = re.findall(r"^- \*\*([A-Z])(\d+)\*\*", text, re.M)
    for letter in dict.fromkeys(letter for letter, _ in rules):
        numbers = [int(number) for found, number in rules if found == letter]
        assert numbers == list(range(1, len(numbers) + 1))
    known = {letter + number for letter, number in rules}
    for path in (ROOT / "tests/server").glob("test_*.py"):
        named = re.findall(r"def test_([A-Z]\d+)_", path.read_text("utf-8"))
        assert set(named) <= known


def test_every_message_is_in_the_schema() -> None:
    messages = {
        name
        for name, value in vars(protocol).items()
        if isinstance(value, type)
        and issubclass(value, BaseModel)
        and value.__module__ == protocol.__name__
    }
    assert messages - {"Message"} <= protocol.wire_schema()["$defs"].keys()
