"""Messages on a WebSocket, and what a handler of them looks like."""

import enum
import json
from dataclasses import dataclass, field
from typing import Any


class MessageType(str, enum.Enum):
    """Everything that a client may send."""

    CONNECT = "connect"
    DISCONNECT = "disconnect"
    PING = "ping"
    PONG = "pong"
    HEARTBEAT = "heartbeat"
    TYPING_STARTED = "typing_started"
    TYPING_STOPPED = "typing_stopped"
    PRESENCE = "presence"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    USER_MESSAGE = "user_message"
    EDIT_MESSAGE = "edit_message"
    DELETE_MESSAGE = "delete_message"
    REACTION = "reaction"
    PIN_MESSAGE = "pin_message"
    UNPIN_MESSAGE = "unpin_message"
    READ_RECEIPT = "read_receipt"
    HISTORY = "history"
    SEARCH = "search"
    CREATE_THREAD = "create_thread"
    RENAME_THREAD = "rename_thread"
    ARCHIVE_THREAD = "archive_thread"
    UPLOAD_STARTED = "upload_started"
    UPLOAD_CHUNK = "upload_chunk"
    UPLOAD_FINISHED = "upload_finished"
    PREFERENCES = "preferences"
    FEEDBACK = "feedback"
    CLIENT_ERROR = "client_error"
    START_AGENT = "start_agent"
    OPTIMIZE = "optimize"
    STOP_AGENT = "stop_agent"
    TOOL_APPROVAL = "tool_approval"
    BATCH = "batch"


class MessageError(ValueError):
    """A message that cannot be handled as it is; the text goes back to the client."""


@dataclass
class Message:
    """One message from a client."""

    type: MessageType
    payload: dict[str, Any] = field(default_factory=dict)
    id: str | None = None

    @classmethod
    def parse(cls, text: str) -> "Message":
        """Reads a message from JSON. Raises MessageError with what is wrong with it."""
        try:
            data = json.loads(text)
        except ValueError as error:
            raise MessageError(f"The message is not JSON: {error}") from error
        if not isinstance(data, dict):
            raise MessageError("The message is not an object")
        return cls.of(data)

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Message":
        try:
            kind = MessageType(data.get("type"))
        except ValueError:
            raise MessageError(f"Unknown message type {data.get('type')!r}") from None
        payload = data.get("payload", {})
        if not isinstance(payload, dict):
            raise MessageError("The payload is not an object")
        return cls(kind, payload, data.get("id"))

    def text(self, name: str, max_length: int = 8000) -> str:
        """A text from the payload. Raises MessageError where it is absent, empty or too long."""
        value = self.payload.get(name)
        if not isinstance(value, str) or not value.strip():
            raise MessageError(f"{name} is missing")
        if len(value) > max_length:
            raise MessageError(f"{name} is longer than {max_length} characters")
        return value


@dataclass
class MessageContext:
    """Where a message came from."""

    user_id: str
    connection_id: str
    trace_id: str
    app: Any
    request: Any


class MessageHandler:
    """Handles some types of messages."""

    types: frozenset[MessageType] = frozenset()

    def can_handle(self, message_type: MessageType) -> bool:
        return message_type in self.types

    async def handle(self, context: MessageContext, message: Message) -> dict[str, Any] | None:
        """Does what the message asks for. What it returns goes back to the client."""
        raise NotImplementedError
