"""What is handed out as it is: the page, its assets, the examples and the labs.

Files come from the installed package `static`, so that nothing depends on the working directory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from os import PathLike, stat_result
from pathlib import Path

from pydantic import TypeAdapter
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from server.protocol import ExampleEntry

_entries: TypeAdapter[list[ExampleEntry]] = TypeAdapter(list[ExampleEntry])


def static_root() -> Path:
    """The folder of the installed package `static`."""
    return Path(str(files("static")))


class Assets(StaticFiles):
    """The built page's files. Names under assets/ hold a hash of their content: kept for good."""

    async def check_config(self) -> None:
        """A page that has not been built is nothing found, not an error."""

    def file_response(
        self,
        full_path: str | PathLike[str],
        stat_result: stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        hashed = scope["path"].startswith("/assets/")
        response.headers["cache-control"] = (
            "public, max-age=31536000, immutable" if hashed else "no-cache"
        )
        return response


def page() -> Response:
    """The page itself, for every address that it handles (H7)."""
    index = static_root() / "app" / "index.html"
    if not index.is_file():
        return Response(
            "The page has not been built. `make install` builds it; `pip install .` does so too.\n",
            status_code=503,
            media_type="text/plain",
        )
    return FileResponse(index, headers={"cache-control": "no-cache"}, media_type="text/html")


@dataclass(frozen=True)
class Runnable:
    """An example or a lab that is shipped, with the file of its document."""

    entry: ExampleEntry
    path: Path


@cache
def shipped(folder: str) -> dict[str, Runnable]:
    """The examples or the labs of `static/<folder>/index.json`, by id; {} without one."""
    root = static_root() / folder
    index = root / "index.json"
    if not index.is_file():
        return {}
    entries = _entries.validate_python(json.loads(index.read_text(encoding="utf-8")))
    return {
        entry.id: Runnable(entry, root / f"{entry.id}.json")
        for entry in entries
        if (root / f"{entry.id}.json").is_file()
    }


def examples() -> dict[str, Runnable]:
    """The examples that open with one click, in their order."""
    return shipped("examples")


def runnables() -> Iterator[tuple[str, Runnable]]:
    """All that `neuroboard labs` lists, each with the name of its folder."""
    for folder in ("labs", "examples"):
        for runnable in shipped(folder).values():
            yield folder, runnable
