"""Simulates networks of neurons and units. Knows nothing of the web.

from engine import Probe, Simulation, load

simulation = Simulation(load(text))
simulation.watch(Probe("a", "V"))
simulation.run(1000)
"""

from engine.document import Document, Edit
from engine.errors import (
    BlowUp,
    Cancelled,
    DocumentError,
    EngineError,
    Problem,
    SnapshotError,
    TooLarge,
)
from engine.network import Network
from engine.probes import Probe
from engine.recording import Recorder, decimate
from engine.simulation import Applied, Simulation
from engine.snapshot import Snapshot
from engine.validation import load, validate

__all__ = [
    "Applied",
    "BlowUp",
    "Cancelled",
    "Document",
    "DocumentError",
    "Edit",
    "EngineError",
    "Network",
    "Probe",
    "Problem",
    "Recorder",
    "Simulation",
    "Snapshot",
    "SnapshotError",
    "TooLarge",
    "decimate",
    "load",
    "validate",
]
