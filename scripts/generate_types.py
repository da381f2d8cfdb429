"""Writes frontend/src/wire/types.ts from the server's messages and the document's records.

python -m scripts.generate_types              # write it
python -m scripts.generate_types --check      # say whether it is what would be written
"""

import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from scripts.page import FRONTEND, tool

TYPES = FRONTEND / "src" / "wire" / "types.ts"
BANNER = """/**
 * Every record of a document and every message of the wire, as server/protocol defines them.
 * Written by `make types`: change the definition there, not this file.
 */"""


def for_typescript(schema: Any) -> Any:
    """A copy of a JSON schema (draft 2020-12) such that json-schema-to-typescript reads it right.

    A title of a property, or a default beside a reference, would make a type of its own: both go.
    A tuple's parts are called `items`, as up to draft 2019-09.
    """
    if isinstance(schema, list):
        return [for_typescript(part) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    out: dict[str, Any] = {}
    for key, value in schema.items():
        if key in ("properties", "$defs"):  # keys below are names, one of which may be `title`
            out[key] = {name: for_typescript(part) for name, part in value.items()}
        elif key in ("const", "enum"):  # values below are data
            out[key] = value
        elif key == "prefixItems":
            out["items"] = for_typescript(value)
        elif key not in ("title", "default", "examples"):
            out[key] = for_typescript(value)
    return out


def with_names(schema: Mapping[str, Any]) -> dict[str, Any]:
    """`schema` with each definition called by its key, and a root type `Wire` that lists them."""
    out: dict[str, Any] = for_typescript(schema)
    definitions = dict(sorted(out["$defs"].items()))
    for name, definition in definitions.items():
        definition["title"] = name
    return {
        "title": "Wire",
        "description": "Every type of this file by its name.",
        "type": "object",
        "properties": {name: {"$ref": f"#/$defs/{name}"} for name in definitions},
        "required": list(definitions),
        "additionalProperties": False,
        "$defs": definitions,
    }


def generate(schema: Mapping[str, Any]) -> str:
    """TypeScript for every definition of `schema`, formatted as `make format` would."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "wire.json"), Path(folder, "types.ts")
        source.write_text(json.dumps(with_names(schema)), encoding="utf-8")
        tool(
            "json2ts",
            f"--input={source}",
            f"--output={target}",
            f"--bannerComment={BANNER}",
            "--additionalProperties=false",
            "--no-format",
        )
        config = FRONTEND / ".prettierrc.json"
        tool("prettier", "--write", "--log-level=warn", f"--config={config}", str(target))
        return target.read_text(encoding="utf-8")


def main(args: Sequence[str]) -> int:
    if list(args) not in ([], ["--check"]):
        print(__doc__)
        return 2
    from server.protocol import wire_schema

    wanted = generate(wire_schema())
    name = TYPES.relative_to(FRONTEND.parent).as_posix()
    if args:
        if TYPES.is_file() and TYPES.read_text(encoding="utf-8") == wanted:
            return 0
        print(f"{name} is not what server/protocol defines: run `make types`.", file=sys.stderr)
        return 1
    TYPES.parent.mkdir(parents=True, exist_ok=True)
    TYPES.write_text(wanted, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
