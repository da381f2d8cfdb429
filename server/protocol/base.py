"""What all messages share."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

PROTOCOL = 1
MAX_MESSAGE = 24 * 2**20
"""Bytes in one message from a client; a larger one closes the socket with code 1009. A weight
matrix of 1000 x 1000 numbers with all their digits has room."""
MAX_UPLOAD = 64 * 2**20
"""Bytes in a document that is opened from a file."""

Ref = Annotated[int, Field(ge=0, le=2**53 - 1)]
Finite = Annotated[float, Field(allow_inf_nan=False)]


class Message(BaseModel):
    """Base of every message: unknown fields are refused."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_serialization_defaults_required=True
    )
