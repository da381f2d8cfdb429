"""Every message of the wire, in one place. `server/PROTOCOL.md` gives the rules by number.

The TypeScript types of the page are generated from `wire_schema()`.
"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from engine.document import AnyRecord, Document
from server.protocol.base import (
    MAX_MESSAGE,
    MAX_UPLOAD,
    PROTOCOL,
    Finite,
    Message,
    Ref,
)
from server.protocol.bodies import (
    BoardEntry,
    ErrorAnswer,
    ExampleEntry,
    Health,
    NewBoard,
    NewBoardAnswer,
)
from server.protocol.catalog import (
    Catalog,
    CatalogOption,
    CatalogParameter,
    CatalogPreset,
    CatalogState,
    ChannelEntry,
    NeuronModelEntry,
    PlasticityEntry,
    RuleEntry,
    StimulusEntry,
    SynapseEntry,
)
from server.protocol.data import ArrayEntry, ArrayListing, ArrayValues
from server.protocol.frames import (
    ActivitySection,
    CellsSection,
    ColumnsSection,
    ComponentsSection,
    FrameHeader,
    HistogramSection,
    HistorySection,
    InspectedSection,
    SamplesSection,
    SpikesSection,
    Spread,
    WeightsSection,
)
from server.protocol.groups import CellPlaces, DrawnValues, Regrouped, RegroupRequest
from server.protocol.history import (
    HistoryChange,
    HistoryList,
    HistoryStep,
    VersionEntry,
    VersionRequest,
)
from server.protocol.messages import (
    Edited,
    Halted,
    HistoryState,
    Problem,
    Refused,
    ServerMessage,
    Status,
    Welcome,
)
from server.protocol.models import (
    ModelCheck,
    ModelCheckRequest,
    ModelCopy,
    ModelPreview,
    ModelPreviewRequest,
    ModelProblem,
    PreviewCurve,
    PreviewZero,
)
from server.protocol.requests import (
    Ack,
    ClientMessage,
    ControlRequest,
    EditRequest,
    Hello,
    HistoryRequest,
    KickRequest,
    SpeedRequest,
    TravelRequest,
    VisitRequest,
    Watch,
)
from server.protocol.trials import TrialDone, TrialLine, TrialsEnd, TrialSpikes, TrialTrace
from server.protocol.weights import (
    ConnectionPreview,
    ConnectionPreviewRequest,
    DegreeRange,
    MatrixSpectrum,
)

__all__ = [
    "MAX_MESSAGE",
    "MAX_UPLOAD",
    "PROTOCOL",
    "Ack",
    "ActivitySection",
    "ArrayEntry",
    "ArrayListing",
    "ArrayValues",
    "BoardEntry",
    "Catalog",
    "CatalogOption",
    "CatalogParameter",
    "CatalogPreset",
    "CatalogState",
    "CellPlaces",
    "CellsSection",
    "ChannelEntry",
    "ClientMessage",
    "ColumnsSection",
    "ComponentsSection",
    "ConnectionPreview",
    "ConnectionPreviewRequest",
    "ControlRequest",
    "DegreeRange",
    "DrawnValues",
    "EditRequest",
    "Edited",
    "ErrorAnswer",
    "ExampleEntry",
    "Finite",
    "FrameHeader",
    "Halted",
    "Health",
    "Hello",
    "HistogramSection",
    "HistoryChange",
    "HistoryList",
    "HistoryRequest",
    "HistorySection",
    "HistoryState",
    "HistoryStep",
    "InspectedSection",
    "KickRequest",
    "MatrixSpectrum",
    "Message",
    "ModelCheck",
    "ModelCheckRequest",
    "ModelCopy",
    "ModelPreview",
    "ModelPreviewRequest",
    "ModelProblem",
    "NeuronModelEntry",
    "NewBoard",
    "NewBoardAnswer",
    "PlasticityEntry",
    "PreviewCurve",
    "PreviewZero",
    "Problem",
    "Ref",
    "Refused",
    "RegroupRequest",
    "Regrouped",
    "RuleEntry",
    "SamplesSection",
    "ServerMessage",
    "SpeedRequest",
    "SpikesSection",
    "Spread",
    "Status",
    "StimulusEntry",
    "SynapseEntry",
    "TravelRequest",
    "TrialDone",
    "TrialLine",
    "TrialSpikes",
    "TrialTrace",
    "TrialsEnd",
    "VersionEntry",
    "VersionRequest",
    "VisitRequest",
    "Watch",
    "WeightsSection",
    "Welcome",
    "wire_schema",
]

_WIRE: tuple[Any, ...] = (
    ClientMessage,
    ServerMessage,
    FrameHeader,
    Document,
    AnyRecord,
    Catalog,
    ModelCheckRequest,
    ModelCheck,
    ModelCopy,
    ModelPreviewRequest,
    ModelPreview,
    TrialDone,
    TrialsEnd,
    ArrayListing,
    ArrayValues,
    ConnectionPreviewRequest,
    ConnectionPreview,
    MatrixSpectrum,
    ExampleEntry,
    BoardEntry,
    NewBoard,
    NewBoardAnswer,
    ErrorAnswer,
    Health,
    HistoryList,
    HistoryChange,
    VersionEntry,
    VersionRequest,
    RegroupRequest,
    Regrouped,
    DrawnValues,
    CellPlaces,
)


def wire_schema() -> dict[str, Any]:
    """JSON schema with every record and message under `$defs`, as they are serialized."""
    definitions: dict[str, Any] = {}
    for part in _WIRE:
        schema = TypeAdapter(part).json_schema(mode="serialization")
        definitions.update(schema.pop("$defs", {}))
        if isinstance(part, type):
            definitions[part.__name__] = schema
    unions: dict[str, Any] = {
        "ClientMessage": ClientMessage,
        "ServerMessage": ServerMessage,
        "AnyRecord": AnyRecord,
        "TrialLine": TrialLine,
    }
    for name, union in unions.items():
        schema = TypeAdapter(union).json_schema(mode="serialization")
        schema.pop("$defs", None)
        definitions[name] = schema
    return {"title": "Wire", "type": "object", "properties": {}, "$defs": definitions}
