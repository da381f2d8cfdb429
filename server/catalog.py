"""Everything that can be placed on a board, from the engine's registry."""

from __future__ import annotations

from functools import cache

from server.protocol import Catalog


@cache
def catalog_json() -> bytes:
    """The catalog as JSON; made once, because the formulas are derived."""
    from engine.catalog import catalog

    return Catalog.model_validate(catalog(), from_attributes=True).model_dump_json().encode()
