"""Has hatchling build the page before it packs or links the project."""

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PageBuildHook(BuildHookInterface[Any]):
    """`pip install .`, `pip install -e .` and `python -m build` all come through here."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        # The project itself is not importable yet when it is built.
        sys.path.insert(0, self.root)
        try:
            from scripts import page
        finally:
            sys.path.remove(self.root)
        page.build()
