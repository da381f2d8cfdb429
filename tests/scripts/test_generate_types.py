"""The page's types are those of the server, and odd schemas come out as meant."""

from typing import Any

import pytest

from scripts.generate_types import generate, main


def definition(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def typescript(**definitions: Any) -> str:
    return " ".join(generate({"$defs": definitions}).split())


def test_types_of_the_page_are_fresh(capfd: pytest.CaptureFixture[str]) -> None:
    code = main(["--check"])
    assert code == 0, capfd.readouterr().err


def test_a_property_may_be_called_title_and_its_title_makes_no_type() -> None:
    board = definition(title={"type": "string", "title": "Title", "default": "Untitled"})
    assert "export interface Board { title: string; }" in typescript(Board=board)


def test_a_tuple_keeps_its_length() -> None:
    pair = {"type": "array", "prefixItems": [{"type": "number"}] * 2, "minItems": 2, "maxItems": 2}
    assert "bounds: [number, number];" in typescript(Range=definition(bounds=pair))


def test_a_default_beside_a_reference_makes_no_second_type() -> None:
    text = typescript(
        Board=definition(settings={"$ref": "#/$defs/Settings", "default": {"dt": 0.1}}),
        Settings=definition(dt={"type": "number"}),
    )
    assert "settings: Settings; }" in text
    assert text.count("export interface Settings") == 1


def test_a_definition_is_called_by_its_key() -> None:
    text = typescript(Spike={**definition(t={"type": "number"}), "title": "Something Else"})
    assert "export interface Spike {" in text
