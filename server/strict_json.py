"""JSON as the wire has it: UTF-8, finite numbers, bounded depth, no name twice."""

from __future__ import annotations

from typing import Any

from pydantic_core import from_json

from server.errors import Refusal


def parse(data: bytes | str, what: str) -> Any:
    """The value in `data`. Raises Refusal with a sentence about `what` where it is not JSON.

    NaN and Infinity are not JSON; nesting deeper than pydantic_core allows (about 200) is refused.
    """
    try:
        return from_json(data, allow_inf_nan=False)
    except ValueError as error:
        raise Refusal(f"{what} is not valid JSON: {error}.", status=400) from error
