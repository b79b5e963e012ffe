"""The /ws endpoint: RFC 6455 from the handshake to the last close frame, sessions, and the loop
that takes messages to their handlers.

Sections: constants, handshake, frames, the WebSocket itself, sessions, the endpoint.
"""

import asyncio
import base64
import binascii
import enum
import hashlib
import json
import logging
import time
import uuid
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from netra_backend.app.auth.user_context import get_user_context
from netra_backend.app.websocket_core.types import Message, MessageContext, MessageError
from netra_backend.app.web import HTTPException, Request

logger = logging.getLogger(__name__)

# RFC 6455, section 1.3: what a server adds to the client's key before it hashes it.
HANDSHAKE_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
PROTOCOL_VERSION = "13"

# Browsers cannot set headers on a WebSocket, so the token comes as a subprotocol.
SUBPROTOCOL = "netra.v1"
TOKEN_PREFIX = "jwt."

SESSION_COOKIE = "netra_session"
SESSION_LIFETIME_S = 24 * 60 * 60

MAX_MESSAGE_BYTES = 1024 * 1024
MAX_CONTROL_BYTES = 125
MAX_REASON_BYTES = MAX_CONTROL_BYTES - 2
MAX_BAD_MESSAGES = 20
MAX_MISSED_EVENTS = 100


class Opcode(enum.IntEnum):
    """RFC 6455, section 5.2. Those from 8 on are control frames."""

    CONTINUATION = 0x0
    TEXT = 0x1
    BINARY = 0x2
    CLOSE = 0x8
    PING = 0x9
    PONG = 0xA


class CloseCode(enum.IntEnum):
    """RFC 6455, section 7.4.1: those that this server sends or understands."""

    NORMAL = 1000
    GOING_AWAY = 1001
    PROTOCOL_ERROR = 1002
    UNSUPPORTED_DATA = 1003
    NO_STATUS = 1005
    ABNORMAL = 1006
    INVALID_DATA = 1007
    POLICY_VIOLATION = 1008
    TOO_BIG = 1009
    INTERNAL_ERROR = 1011


class WebSocketDisconnect(Exception):
    """The client has closed the connection, or has gone without a word (1006)."""

    def __init__(self, code: int, reason: str = "") -> None:
        super().__init__(f"{code} {reason}".strip())
        self.code = code
        self.reason = reason


class ProtocolError(Exception):
    """The client broke the protocol; the connection ends with this code."""

    def __init__(self, code: CloseCode, reason: str) -> None:
        super().__init__(reason)
        self.code = code


# Handshake


def is_upgrade(request: Request) -> bool:
    """Does the request ask for a WebSocket?"""
    connection = request.headers.get("connection", "").lower()
    upgrade = request.headers.get("upgrade", "").lower()
    return "upgrade" in connection and upgrade == "websocket"


def accept_key(client_key: str) -> str:
    """The answer to the client's `Sec-WebSocket-Key`."""
    digest = hashlib.sha1((client_key + HANDSHAKE_GUID).encode("ascii")).digest()
    return base64.b64encode(digest).decode("ascii")


def check_handshake(request: Request) -> str:
    """The client's key. Raises HTTPException where the handshake is not one (section 4.2.1)."""
    if request.method != "GET":
        raise HTTPException(405, "A WebSocket handshake is a GET")
    if request.headers.get("sec-websocket-version") != PROTOCOL_VERSION:
        raise HTTPException(426, f"Only WebSocket version {PROTOCOL_VERSION} is supported")
    key = request.headers.get("sec-websocket-key", "")
    try:
        nonce = base64.b64decode(key, validate=True)
    except binascii.Error:
        raise HTTPException(400, "Sec-WebSocket-Key is not base64") from None
    if len(nonce) != 16:
        raise HTTPException(400, "Sec-WebSocket-Key must be 16 bytes long")
    return key


def check_origin(request: Request, allowed: tuple[str, ...]) -> None:
    """Refuses pages of other sites (section 10.2). Clients that are no browser send no origin."""
    origin = request.headers.get("origin")
    if origin is not None and allowed and origin not in allowed:
        raise HTTPException(403, f"Origin {origin} is not allowed")


def offered_protocols(request: Request) -> list[str]:
    """The subprotocols that the client offers, in its order of preference."""
    header = request.headers.get("sec-websocket-protocol", "")
    return [name.strip() for name in header.split(",") if name.strip()]


def find_token(request: Request) -> str | None:
    """The access token: from the Authorization header, or from a `jwt.…` subprotocol."""
    if request.bearer_token is not None:
        return request.bearer_token
    for protocol in offered_protocols(request):
        if protocol.startswith(TOKEN_PREFIX):
            return protocol.removeprefix(TOKEN_PREFIX)
    return None


# Frames


@dataclass(frozen=True)
class Frame:
    """One frame, unmasked."""

    opcode: Opcode
    payload: bytes
    final: bool = True

    @property
    def is_control(self) -> bool:
        return self.opcode >= Opcode.CLOSE


def encode_frame(frame: Frame) -> bytes:
    """A frame as a server sends it: without a mask (section 5.1)."""
    head = bytearray([(0x80 if frame.final else 0) | frame.opcode])
    length = len(frame.payload)
    if length < 126:
        head.append(length)
    elif length < 1 << 16:
        head.append(126)
        head += length.to_bytes(2, "big")
    else:
        head.append(127)
        head += length.to_bytes(8, "big")
    return bytes(head) + frame.payload


def unmask(payload: bytes, mask: bytes) -> bytes:
    """Takes the mask off a payload (section 5.3): every byte xor its byte of the mask."""
    if not payload:
        return payload
    repeated = (mask * (len(payload) // 4 + 1))[: len(payload)]
    number = int.from_bytes(payload, "big") ^ int.from_bytes(repeated, "big")
    return number.to_bytes(len(payload), "big")


async def read_frame(reader: asyncio.StreamReader) -> Frame:
    """Reads one frame from a client. Raises ProtocolError, or IncompleteReadError at the end."""
    first, second = await reader.readexactly(2)
    if first & 0x70:
        raise ProtocolError(CloseCode.PROTOCOL_ERROR, "reserved bits are set")
    if not second & 0x80:
        raise ProtocolError(CloseCode.PROTOCOL_ERROR, "frames from a client must be masked")
    try:
        opcode = Opcode(first & 0x0F)
    except ValueError:
        raise ProtocolError(CloseCode.PROTOCOL_ERROR, "unknown opcode") from None
    final = bool(first & 0x80)
    length = await _read_length(reader, second & 0x7F)
    if opcode >= Opcode.CLOSE and (length > MAX_CONTROL_BYTES or not final):
        raise ProtocolError(CloseCode.PROTOCOL_ERROR, "control frames are short and whole")
    if length > MAX_MESSAGE_BYTES:
        raise ProtocolError(CloseCode.TOO_BIG, f"more than {MAX_MESSAGE_BYTES} bytes")
    mask = await reader.readexactly(4)
    return Frame(opcode, unmask(await reader.readexactly(length), mask), final)


async def _read_length(reader: asyncio.StreamReader, short: int) -> int:
    if short == 126:
        return int.from_bytes(await reader.readexactly(2), "big")
    if short == 127:
        return int.from_bytes(await reader.readexactly(8), "big")
    return short


def close_payload(code: int, reason: str) -> bytes:
    """The payload of a close frame; a long reason is cut between characters."""
    text = reason.encode()[:MAX_REASON_BYTES].decode(errors="ignore")
    return code.to_bytes(2, "big") + text.encode()


def read_close_payload(payload: bytes) -> tuple[int, str]:
    """Code and reason of a close frame; both may be absent."""
    if len(payload) < 2:
        return CloseCode.NO_STATUS, ""
    return int.from_bytes(payload[:2], "big"), payload[2:].decode(errors="replace")


class Assembler:
    """Puts fragmented messages together again (section 5.4)."""

    def __init__(self) -> None:
        self._opcode: Opcode | None = None
        self._parts: list[bytes] = []
        self._size = 0

    def add(self, frame: Frame) -> Frame | None:
        """Takes a data frame; returns the whole message once its last frame is here."""
        if frame.opcode is Opcode.CONTINUATION:
            if self._opcode is None:
                raise ProtocolError(CloseCode.PROTOCOL_ERROR, "there is nothing to continue")
        elif self._opcode is not None:
            raise ProtocolError(CloseCode.PROTOCOL_ERROR, "the last message is not complete")
        else:
            self._opcode = frame.opcode
        self._parts.append(frame.payload)
        self._size += len(frame.payload)
        if self._size > MAX_MESSAGE_BYTES:
            raise ProtocolError(CloseCode.TOO_BIG, f"more than {MAX_MESSAGE_BYTES} bytes")
        if not frame.final:
            return None
        whole = Frame(self._opcode, b"".join(self._parts))
        self._opcode, self._parts, self._size = None, [], 0
        return whole


# The WebSocket itself


class State(enum.Enum):
    """How far a WebSocket has come."""

    CONNECTING = "connecting"
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"


# What may be sent in which state, in the words of the ASGI specification.
ALLOWED = {
    State.CONNECTING: {"websocket.accept", "websocket.close"},
    State.OPEN: {"websocket.send", "websocket.close"},
    State.CLOSING: set(),
    State.CLOSED: set(),
}


class WebSocket:
    """One WebSocket, from the handshake on."""

    def __init__(
        self,
        request: Request,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        close_timeout_s: float,
    ) -> None:
        self.request = request
        self.state: dict[str, Any] = {}
        self._reader = reader
        self._writer = writer
        self._close_timeout_s = close_timeout_s
        self._phase = State.CONNECTING
        self._accepted = False
        self._closed_by_client = asyncio.Event()
        self.last_frame_at = time.monotonic()
        self._assembler = Assembler()

    @property
    def accepted(self) -> bool:
        """Has the handshake been answered? From then on there is no HTTP response."""
        return self._accepted

    @property
    def trace_id(self) -> str:
        """The trace of the handshake, so that what follows can be found with it."""
        return self.request.headers.get("x-cloud-trace-context", "").partition("/")[0]

    # Sending

    async def accept(self, cookies: dict[str, str] | None = None) -> None:
        """Answers the handshake; the connection is a WebSocket from here on."""
        key = check_handshake(self.request)
        self._expect("websocket.accept")
        lines = [
            "HTTP/1.1 101 Switching Protocols",
            "upgrade: websocket",
            "connection: Upgrade",
            f"sec-websocket-accept: {accept_key(key)}",
        ]
        if SUBPROTOCOL in offered_protocols(self.request):
            lines.append(f"sec-websocket-protocol: {SUBPROTOCOL}")
        for name, value in (cookies or {}).items():
            lines.append(f"set-cookie: {name}={value}; Path=/ws; Secure; HttpOnly; SameSite=Strict")
        self._phase = State.OPEN
        self._accepted = True
        await self._write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))

    async def send_text(self, text: str) -> None:
        """Sends one text message."""
        self._expect("websocket.send")
        await self._write(encode_frame(Frame(Opcode.TEXT, text.encode())))

    async def send_json(self, value: Any) -> None:
        """Sends one value as JSON. Raises WebSocketDisconnect where the client has gone."""
        if self._phase is not State.OPEN:
            raise WebSocketDisconnect(CloseCode.ABNORMAL)
        await self.send_text(json.dumps(value, separators=(",", ":")))

    async def ping(self) -> None:
        """Asks for a sign of life."""
        if self._phase is not State.OPEN:
            raise WebSocketDisconnect(CloseCode.ABNORMAL)
        await self._write(encode_frame(Frame(Opcode.PING, b"")))

    async def close(self, code: int = CloseCode.NORMAL, reason: str = "") -> None:
        """Starts the closing handshake and waits for the client's half of it."""
        self._expect("websocket.close")
        self._phase = State.CLOSING
        await self._write(encode_frame(Frame(Opcode.CLOSE, close_payload(code, reason))))
        try:
            await asyncio.wait_for(self._closed_by_client.wait(), self._close_timeout_s)
        except asyncio.TimeoutError:
            self._writer.close()
        self._phase = State.CLOSED

    def _expect(self, message: str) -> None:
        """Checks that a message may be sent now. Raises RuntimeError where it may not."""
        if message in ALLOWED[self._phase]:
            return
        if self._phase in (State.CLOSING, State.CLOSED):
            raise RuntimeError(
                f"Unexpected ASGI message '{message}', after sending 'websocket.close' "
                "or response already completed."
            )
        if self._phase is State.CONNECTING:
            raise RuntimeError("WebSocket is not connected. Need to call 'accept' first.")
        raise RuntimeError(f"Unexpected ASGI message '{message}'.")

    async def _write(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()

    # Receiving

    async def receive_text(self) -> str | None:
        """The next text message.

        None once the closing handshake that we have started is complete. Raises
        WebSocketDisconnect where it was the client that closed or went away.
        """
        while True:
            try:
                frame = await read_frame(self._reader)
                message = await self._take(frame)
            except (asyncio.IncompleteReadError, ConnectionError):
                self._phase = State.CLOSED
                self._closed_by_client.set()
                raise WebSocketDisconnect(CloseCode.ABNORMAL) from None
            if self._closed_by_client.is_set():
                return None
            if message is not None:
                return message

    async def _take(self, frame: Frame) -> str | None:
        """Handles a frame; returns the text of a message that it completes."""
        if frame.opcode is Opcode.CLOSE:
            await self._closed(*read_close_payload(frame.payload))
            return None
        self.last_frame_at = time.monotonic()
        if frame.opcode is Opcode.PING:
            await self._write(encode_frame(Frame(Opcode.PONG, frame.payload)))
            return None
        if frame.opcode is Opcode.PONG:
            return None
        message = self._assembler.add(frame)
        if message is None:
            return None
        if message.opcode is Opcode.BINARY:
            raise ProtocolError(CloseCode.UNSUPPORTED_DATA, "messages are text")
        try:
            return message.payload.decode()
        except UnicodeDecodeError:
            raise ProtocolError(CloseCode.INVALID_DATA, "the text is not UTF-8") from None

    async def _closed(self, code: int, reason: str) -> None:
        """The client's close frame: the answer to ours, or one that wants an answer."""
        if self._phase is State.CLOSING:
            self._closed_by_client.set()
            return
        self._phase = State.CLOSED
        answer = CloseCode.NORMAL if code == CloseCode.NO_STATUS else code
        await self._write(encode_frame(Frame(Opcode.CLOSE, close_payload(answer, ""))))
        raise WebSocketDisconnect(code, reason)


# Sessions


@dataclass
class Session:
    """What outlives one connection of a user: where they were, and what they missed."""

    id: str
    user_id: str
    tenant: str
    started_at: float
    seen_at: float
    connections: int = 0
    topics: set[str] = field(default_factory=set)
    missed: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=MAX_MISSED_EVENTS))

    def expired(self, now: float) -> bool:
        return now - self.seen_at > SESSION_LIFETIME_S


class SessionStore:
    """The sessions of this instance."""

    def __init__(self) -> None:
        self._sessions: dict[str, Session] = {}

    def start(self, user_id: str, tenant: str) -> Session:
        """A new session."""
        self._drop_expired()
        now = time.monotonic()
        session = Session(f"session-{uuid.uuid4().hex[:12]}", user_id, tenant, now, now)
        self._sessions[session.id] = session
        return session

    def find(self, session_id: str) -> Session | None:
        """The session with this id, or None where there is none or it has expired."""
        session = self._sessions.get(session_id)
        if session is None or session.expired(time.monotonic()):
            return None
        return session

    def of_user(self, user_id: str) -> Session | None:
        """The session that a user was seen in last."""
        sessions = [s for s in self._sessions.values() if s.user_id == user_id]
        return max(sessions, key=lambda session: session.seen_at, default=None)

    def keep_for(self, user_id: str, event: dict[str, Any]) -> None:
        """Keeps an event for a user who is away; the oldest are dropped when there are many."""
        session = self.of_user(user_id)
        if session is not None:
            session.missed.append(event)

    def _drop_expired(self) -> None:
        """Forgets the sessions that nobody can come back to."""
        now = time.monotonic()
        for session in [s for s in self._sessions.values() if s.expired(now)]:
            del self._sessions[session.id]


# The endpoint


async def authenticate(websocket: WebSocket, app: Any) -> None:
    """Puts the claims of the client's token into `websocket.state`. Raises HTTPException 401."""
    token = find_token(websocket.request)
    if token is None:
        raise HTTPException(401, "Not authenticated")
    claims = await app.auth.validate_token(token)
    if claims is None:
        raise HTTPException(401, "Invalid or expired token")
    websocket.state["claims"] = claims


async def receive_messages(websocket: WebSocket, connection: Any, app: Any) -> None:
    """Takes messages to their handlers until the connection ends."""
    context = MessageContext(
        user_id=connection.user_id,
        connection_id=connection.id,
        trace_id=websocket.trace_id,
        app=app,
        request=websocket.request,
    )
    bad_messages = 0
    while (text := await websocket.receive_text()) is not None:
        try:
            message = Message.parse(text)
            reply = await app.router.route(context, message)
        except (WebSocketDisconnect, ProtocolError):
            raise
        except MessageError as error:
            bad_messages += 1
            if bad_messages > MAX_BAD_MESSAGES:
                raise ProtocolError(CloseCode.POLICY_VIOLATION, "too many bad messages") from error
            await websocket.send_json({"type": "error", "payload": {"reason": str(error)}})
            continue
        except Exception as error:
            # One message that fails must not take the connection with it.
            logger.error("%s", error, exc_info=True)
            await websocket.send_json({"type": "error", "payload": {"reason": "internal error"}})
            continue
        if reply is not None:
            await websocket.send_json({"id": message.id, **reply})


async def send_missed(websocket: WebSocket, session: Session) -> None:
    """Sends what happened while the client was away, the oldest first."""
    while session.missed:
        event = session.missed[0]
        await websocket.send_json({**event, "missed": True})
        # Only now: an event that could not be sent stays for the next attempt.
        session.missed.popleft()


async def open_session(websocket: WebSocket, app: Any) -> Session:
    """A new session for a client that comes for the first time."""
    context = get_user_context(websocket)
    session = app.sessions.start(context["user_id"], context["tenant"])
    logger.debug("Session %s started", session.id)
    return session


async def resume_session(websocket: WebSocket, app: Any) -> Session | None:
    """The session that a reconnecting client had before, or None where it has none.

    The cookie alone does not open a session: it has to be the session of the user whose token
    came with the handshake.
    """
    session_id = websocket.request.cookies.get(SESSION_COOKIE)
    if session_id is None:
        return None
    session = app.sessions.find(session_id)
    if session is None:
        logger.debug("Session %s has expired or was on another instance", session_id)
        return None
    context = get_user_context(websocket)
    user_id = context.get("user_id")
    if session.user_id != user_id:
        logger.warning("Session %s does not belong to %s", session.id, user_id)
        return None
    session.seen_at = time.monotonic()
    return session


async def websocket_endpoint(websocket: WebSocket, app: Any) -> None:
    """Serves one client from its handshake to its goodbye."""
    check_handshake(websocket.request)
    check_origin(websocket.request, app.settings.allowed_origins)
    await authenticate(websocket, app)
    session = await resume_session(websocket, app) or await open_session(websocket, app)
    session.connections += 1
    await websocket.accept({SESSION_COOKIE: session.id})
    connection = await app.manager.connect(websocket, session)
    connection.subscriptions |= session.topics
    heartbeat = asyncio.create_task(app.manager.watch(connection))
    try:
        await send_missed(websocket, session)
        await receive_messages(websocket, connection, app)
        # The stream has ended because we closed it: make sure that nothing stays behind.
        await app.manager.close_connection(connection.id, CloseCode.NORMAL, "stream ended")
    except WebSocketDisconnect as error:
        logger.debug("Connection %s closed by the client: %s", connection.id, error)
        app.manager.disconnect(connection.id)
    except ProtocolError as error:
        await app.manager.close_connection(connection.id, error.code, str(error))
    finally:
        session.topics = set(connection.subscriptions)
        heartbeat.cancel()
