from engine.document import Document
from engine.edit import Change
from engine.network import Network


def load(text: str | bytes) -> Document:
    return Document.model_validate_json(text)


def validate(network: Network) -> None: ...
def validate_change(network: Network, change: Change) -> None: ...
