"""What a client says to the server."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from engine.document import MAX_SIZE, Edit, Identifier, Label
from server.protocol.base import Message, Ref


class Hello(Message):
    """First message of a client. `have_step`: the last step whose samples it still holds."""

    type: Literal["hello"]
    protocol: int
    client: Identifier
    have_step: Ref | None = None


class EditRequest(Message):
    """Change the document. Edits of one client that share a `gesture` undo as one."""

    type: Literal["edit"]
    ref: Ref
    edit: Edit
    label: Label = ""
    gesture: Identifier | None = None


class HistoryRequest(Message):
    """Take back, or bring back, the last change of the board."""

    type: Literal["undo", "redo"]
    ref: Ref


class TravelRequest(Message):
    """Take back, or bring back, changes until those before number `to` of the history are in
    force."""

    type: Literal["travel"]
    ref: Ref
    to: Ref


class ControlRequest(Message):
    """Run the network: `step` makes `steps` steps while paused, `cancel` gives up what is being
    built."""

    type: Literal["control"]
    ref: Ref
    action: Literal["run", "pause", "step", "reset", "cancel"]
    steps: Annotated[int, Field(ge=1, le=1_000_000)] = 1


class SpeedRequest(Message):
    """Model milliseconds per second of the clock; null runs as fast as it goes."""

    type: Literal["speed"]
    ref: Ref
    speed: Annotated[float, Field(gt=0, le=1e6, allow_inf_nan=False)] | None


class VisitRequest(Message):
    """Look at the past moment `t` (ms); null comes back to the present."""

    type: Literal["visit"]
    ref: Ref
    t: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None


class KickRequest(Message):
    """Add `amount` to the first state of some cells, now. It is no part of the document."""

    type: Literal["kick"]
    ref: Ref
    node: Identifier
    cells: Annotated[list[Annotated[int, Field(ge=0, lt=MAX_SIZE)]], Field(max_length=10_000)]
    amount: Annotated[float, Field(allow_inf_nan=False, ge=-1e4, le=1e4)]


class Watch(Message):
    """What this client has on screen: nodes whose activity it draws, the node in its inspector, and
    edges whose weights it shows beside those of the views. Samples, spikes and the other weights
    follow from the views of the document. A page that is `hidden`, as in a tab behind others, is
    sent no frames until it is on screen again."""

    type: Literal["watch"]
    nodes: Annotated[list[Identifier], Field(max_length=2000)]
    inspected: Identifier | None = None
    weights: Annotated[list[Identifier], Field(max_length=64, default_factory=list)]
    hidden: bool = False


class Ack(Message):
    """A frame has been drawn; the next one may come."""

    type: Literal["ack"]
    frame: Ref


ClientMessage = Annotated[
    Hello
    | EditRequest
    | HistoryRequest
    | TravelRequest
    | ControlRequest
    | SpeedRequest
    | VisitRequest
    | KickRequest
    | Watch
    | Ack,
    Field(discriminator="type"),
]
