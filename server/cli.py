"""The command `neuroboard`: serve, run, check, models, labs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from server.command import FAILED, CommandError
from server.settings import DEFAULT_PORT
from server.version import server_version

MEBIBYTE = 2**20


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the answer is the exit code. Errors are sentences on standard error."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if chosen.command is None:
        parser.print_help()
        return FAILED
    try:
        code: int = chosen.do(chosen)
    except CommandError as error:
        print(f"neuroboard: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read the output has enough of it.
        sys.stderr.close()
        return 0
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="neuroboard", description="A whiteboard for neural circuits that computes."
    )
    parser.add_argument("--version", action="version", version=f"neuroboard {server_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    serve = commands.add_parser("serve", help="serve the board to a browser on this computer")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    serve.add_argument(
        "--port", type=_port, default=DEFAULT_PORT, help="port to listen on (%(default)s)"
    )
    serve.add_argument("--data-dir", type=Path, help="folder for the boards")
    serve.add_argument("--no-browser", action="store_true", help="open no browser")
    serve.add_argument(
        "--memory-limit", type=_mebibytes, metavar="MB", help="most that one network may take"
    )
    serve.set_defaults(do=_serve)

    run = commands.add_parser("run", help="run a document without a browser")
    run.add_argument("document", type=Path, metavar="DOC.json")
    run.add_argument(
        "--for", dest="duration", type=float, required=True, metavar="MS", help="model time in ms"
    )
    run.add_argument("--out", type=Path, required=True, metavar="OUT.npz")
    run.add_argument(
        "--record",
        nargs="+",
        action="extend",
        metavar="WHAT",
        help="a.V, pop.spikes, e2.weights; without it, what the views show",
    )
    run.set_defaults(do=_run)

    check = commands.add_parser("check", help="say what a document holds, or what is wrong with it")
    check.add_argument("document", type=Path, metavar="DOC.json")
    check.set_defaults(do=_check)

    models = commands.add_parser("models", help="print the reference of the models")
    models.add_argument("name", nargs="?", metavar="NAME", help="of one model; without it, of all")
    models.add_argument("--format", choices=("text", "markdown", "json"), default="text")
    models.set_defaults(do=_models)

    labs = commands.add_parser("labs", help="list the labs and examples that come along")
    labs.set_defaults(do=_labs)
    return parser


def _port(text: str) -> int:
    port = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port (0 to 65535)")
    return port


def _mebibytes(text: str) -> int:
    try:
        size = float(text)
    except ValueError:
        size = -1.0
    if not 1 <= size <= 1e9:
        raise argparse.ArgumentTypeError(f"{text} is not a size in MB (1 or more)")
    return int(size * MEBIBYTE)


# Each command imports what it needs: `--version` and a wrong argument answer at once.


def _serve(chosen: argparse.Namespace) -> int:
    from server.serving import serve

    return serve(
        host=chosen.host,
        port=chosen.port,
        data_dir=chosen.data_dir,
        browser=not chosen.no_browser,
        memory_limit=chosen.memory_limit,
    )


def _run(chosen: argparse.Namespace) -> int:
    from server.batch import run

    return run(chosen.document, chosen.duration, chosen.out, chosen.record)


def _check(chosen: argparse.Namespace) -> int:
    from server.batch import check

    return check(chosen.document)


def _models(chosen: argparse.Namespace) -> int:
    from server.reference import models

    return models(chosen.name, chosen.format)


def _labs(chosen: argparse.Namespace) -> int:
    from server.static_files import runnables

    found = list(runnables())
    if not found:
        print("No labs or examples come with this installation.")
        return 0
    width = max(len(runnable.entry.id) for _, runnable in found)
    for folder, runnable in found:
        kind = "lab" if folder == "labs" else "example"
        print(f"{runnable.entry.id:{width}}  {kind:7}  {runnable.entry.title}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
