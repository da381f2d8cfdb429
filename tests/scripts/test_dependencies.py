"""What the product imports is what it asks for: no more, no less."""

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions

from packaging.requirements import Requirement

from scripts.page import ROOT

OWN = {"engine", "server", "static"}
# Parts of a dependency that have a name of their own.
COMES_WITH = {"starlette": "fastapi", "llvmlite": "numba", "pydantic-core": "pydantic"}
# uvicorn looks for it and uses it where it is there.
USED_BY_ANOTHER = {"websockets"}


def imported() -> set[str]:
    """Distributions that the files of the product import, anywhere in them."""
    modules: set[str] = set()
    for file in (file for package in OWN for file in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.split(".")[0])
    by_module = packages_distributions()
    outside = modules - OWN - set(sys.stdlib_module_names)
    names = {by_module[module][0].lower().replace("_", "-") for module in outside}
    return {COMES_WITH.get(name, name) for name in names}


def test_what_is_imported_is_asked_for_and_the_reverse() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {Requirement(line).name for line in project["project"]["dependencies"]}
    assert imported() | USED_BY_ANOTHER == asked
