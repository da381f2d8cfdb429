"""`neuroboard run` and `neuroboard check`: the engine on a file, in words for a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from engine.document import Document, Explicit, Neurons, OneToOne, Projection
from engine.errors import EngineError
from server.command import CommandError


def run(document: Path, duration: float, out: Path, record: Sequence[str] | None) -> int:
    """Run a document and write what is recorded. Raises CommandError with what is wrong."""
    from engine.headless import run_document

    if not out.parent.is_dir():
        raise CommandError(f"{out} cannot be written: there is no folder {out.parent}")
    progress = _Progress() if sys.stderr.isatty() else None
    try:
        names = run_document(document, duration, out, record, progress)
    except EngineError as error:
        raise CommandError(_listed(error)) from error
    except OSError as error:
        raise CommandError(_of_file(error, document)) from error
    except MemoryError as error:
        raise CommandError("there is not enough memory for this run. Record less.") from error
    finally:
        if progress is not None:
            progress.end()
    print(f"Wrote {out}: {', '.join(names)}")
    return 0


def check(path: Path) -> int:
    """Say what a document holds. Raises CommandError with all that is wrong with it."""
    from engine.memory import check_memory, estimate
    from engine.memory_words import in_words
    from engine.network import Network
    from engine.validation import load, validate

    try:
        document = load(path.read_bytes())
        network = Network.from_document(document)
        validate(network)
        parts = estimate(network)
        print(f"{path}: {document.title}")
        print("\n".join(_described(document)))
        print(f"Memory: about {in_words(sum(parts.values()))}")
        check_memory(network)
    except EngineError as error:
        raise CommandError(_listed(error)) from error
    except OSError as error:
        raise CommandError(_of_file(error, path)) from error
    return 0


def _described(document: Document) -> list[str]:
    settings = document.settings
    sizes = {node.id: node.size for node in document.nodes}
    lines = [f"dt {settings.dt:g} ms, method {settings.method}, seed {settings.seed}"]
    for node in document.nodes:
        kind = "neurons" if isinstance(node, Neurons) else "stimulus"
        label = f' "{node.label}"' if node.label else ""
        lines.append(f"  {node.id}{label}: {kind} {node.model}, size {node.size:,}")
    for edge in document.edges:
        synapse = edge.synapse or "weighted sum"
        count, about = _synapses(edge, sizes)
        lines.append(
            f"  {edge.id}: {edge.source} -> {edge.target}, {synapse}, {edge.connect.rule}, "
            f"{about}{count:,.0f} synapse{'' if count == 1 else 's'}"
        )
    views = len(document.views)
    lines.append(f"  {views} view{'' if views == 1 else 's'}")
    return lines


def _synapses(edge: Projection, sizes: dict[str, int]) -> tuple[float, str]:
    """Number of synapses, and "about " where it is drawn."""
    from engine.connect import expected_count

    source, target = sizes[edge.source], sizes[edge.target]
    if isinstance(edge.connect, Explicit) and isinstance(edge.weight, list):
        return sum(weight != 0 for row in edge.weight for weight in row), ""
    count = expected_count(edge.connect, source, target)
    exact = isinstance(edge.connect, OneToOne) or count == float(source) * target
    return count, "" if exact else "about "


def _listed(error: EngineError) -> str:
    messages = [problem.message for problem in error.problems]
    if len(messages) == 1:
        return messages[0]
    return "\n".join([f"{len(messages)} problems", *(f"  {message}" for message in messages)])


def _of_file(error: OSError, document: Path) -> str:
    name = error.filename if error.filename is not None else document
    return f"{name}: {error.strerror or error}"


class _Progress:
    """A line on standard error that is written over."""

    def __init__(self) -> None:
        self._shown = -1

    def __call__(self, done: float, total: float) -> None:
        percent = int(100 * done / total) if total else 100
        if percent != self._shown:
            self._shown = percent
            print(f"\r{done:,.0f} of {total:,.0f} ms ({percent} %)", end="", file=sys.stderr)
            sys.stderr.flush()

    def end(self) -> None:
        if self._shown >= 0:
            print(file=sys.stderr)
