"""The live WebSocket connections."""

import asyncio
import logging
import time
import uuid
from dataclasses import dataclass, field
from typing import Any, Iterable, Iterator

from netra_backend.app.config import Settings
from netra_backend.app.routes.websocket import (
    CloseCode,
    Session,
    SessionStore,
    WebSocket,
    WebSocketDisconnect,
)

logger = logging.getLogger(__name__)

# Close codes from 4000 on are for applications (RFC 6455, section 7.4.2).
HEARTBEAT_TIMEOUT = 4000
REPLACED = 4001

MAX_TOPICS = 50


@dataclass
class Connection:
    """One WebSocket of one user."""

    id: str
    user_id: str
    websocket: WebSocket
    session: Session
    opened_at: float
    subscriptions: set[str] = field(default_factory=set)

    def silent_for_s(self) -> float:
        """How long ago the client's last frame came; a pong is one too."""
        return time.monotonic() - self.websocket.last_frame_at

    def describe(self) -> dict[str, Any]:
        """What the readiness page says about a connection."""
        return {
            "id": self.id,
            "open_for_s": round(time.monotonic() - self.opened_at, 1),
            "topics": sorted(self.subscriptions),
        }


class WebSocketManager:
    """Knows every connection of this instance, by id, by user and by subscribed topic."""

    def __init__(self, settings: Settings, sessions: SessionStore) -> None:
        self._settings = settings
        self._sessions = sessions
        self._connections: dict[str, Connection] = {}
        self._by_user: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._connections)

    def __contains__(self, connection_id: str) -> bool:
        return connection_id in self._connections

    def of_user(self, user_id: str) -> Connection | None:
        """The connection of a user, or None where they are not connected."""
        connection_id = self._by_user.get(user_id)
        return self._connections.get(connection_id) if connection_id else None

    def subscribers(self, topic: str) -> Iterator[Connection]:
        """The connections that want to hear about a topic."""
        return (c for c in list(self._connections.values()) if topic in c.subscriptions)

    # Coming and going

    async def connect(self, websocket: WebSocket, session: Session) -> Connection:
        """Registers an accepted WebSocket. A user has one live connection: the newest."""
        older = self.of_user(session.user_id)
        connection = Connection(
            id=f"conn-{uuid.uuid4().hex[:8]}",
            user_id=session.user_id,
            websocket=websocket,
            session=session,
            opened_at=time.monotonic(),
        )
        self._connections[connection.id] = connection
        self._by_user[session.user_id] = connection.id
        logger.debug("Connection %s opened for %s", connection.id, session.user_id)
        if older is not None:
            await self.close_connection(older.id, REPLACED, "replaced by a newer connection")
        return connection

    def disconnect(self, connection_id: str) -> None:
        """Forgets a connection that the client has closed."""
        connection = self._connections.pop(connection_id, None)
        if connection is None:
            return
        if self._by_user.get(connection.user_id) == connection_id:
            del self._by_user[connection.user_id]

    async def close_all(self, reason: str) -> None:
        """Closes every connection, when the instance is told to stop."""
        ids = list(self._connections)
        closing = (self.close_connection(id, CloseCode.GOING_AWAY, reason) for id in ids)
        await asyncio.gather(*closing)

    # Topics

    def subscribe(self, connection_id: str, topic: str) -> None:
        """Lets a connection hear about a topic. Raises LookupError where there are too many."""
        connection = self._connections[connection_id]
        if topic not in connection.subscriptions and len(connection.subscriptions) >= MAX_TOPICS:
            raise LookupError(f"A connection has at most {MAX_TOPICS} topics")
        connection.subscriptions.add(topic)

    def unsubscribe(self, connection_id: str, topic: str) -> None:
        """Stops what `subscribe` started; no more than that where it was never started."""
        self._connections[connection_id].subscriptions.discard(topic)

    # Sending

    async def send(self, connection: Connection, message: dict[str, Any]) -> bool:
        """Sends to one connection; False where it has gone."""
        try:
            await connection.websocket.send_json(message)
            return True
        except (WebSocketDisconnect, ConnectionError):
            self.disconnect(connection.id)
            return False

    async def send_to_user(self, user_id: str, message: dict[str, Any]) -> bool:
        """Sends to a user; keeps the message for their next visit where they are not connected."""
        connection = self.of_user(user_id)
        if connection is not None and await self.send(connection, message):
            return True
        self._sessions.keep_for(user_id, message)
        return False

    async def broadcast(self, topic: str, message: dict[str, Any], but: str = "") -> int:
        """Sends to all who subscribed to a topic, but not to the user `but`; returns how many."""
        sent = 0
        for connection in self.subscribers(topic):
            if connection.user_id != but and await self.send(connection, message):
                sent += 1
        return sent

    # Presence

    def online(self, user_ids: Iterable[str]) -> list[str]:
        """Those of the users who are connected to this instance, in the order given."""
        return [user_id for user_id in user_ids if self.of_user(user_id) is not None]

    async def announce(self, user_id: str, status: str) -> int:
        """Tells those who follow a user how they are; returns how many were told."""
        event = {"type": "presence", "payload": {"user_id": user_id, "status": status}}
        return await self.broadcast(f"presence:{user_id}", event, but=user_id)

    # Numbers

    def statistics(self) -> dict[str, Any]:
        """How many connections there are, and the one that has been open for longest."""
        connections = list(self._connections.values())
        oldest = min(connections, key=lambda connection: connection.opened_at, default=None)
        return {"connections": len(connections), "oldest": oldest.describe() if oldest else None}

    # Heartbeats

    async def watch(self, connection: Connection) -> None:
        """Pings one connection until it is gone; closes it when it no longer answers."""
        while connection.id in self:
            await asyncio.sleep(self._settings.heartbeat_interval_s)
            silent_for_s = connection.silent_for_s()
            if silent_for_s > self._settings.heartbeat_timeout_s:
                logger.warning("WebSocket heartbeat timeout for connection %s", connection.id)
                await self.close_connection(connection.id, HEARTBEAT_TIMEOUT, "heartbeat timeout")
                return
            try:
                await connection.websocket.ping()
            except (WebSocketDisconnect, ConnectionError):
                return

    # Closing

    async def close_connection(self, connection_id: str, code: int, reason: str) -> None:
        """Closes a connection from our side and forgets it.

        Waits for the client's answer to the close (RFC 6455, section 7.1.2), so that what the
        client sent before it saw the close is still read.
        """
        connection = self._connections.get(connection_id)
        if connection is None:
            return
        try:
            await connection.websocket.close(code, reason)
        except RuntimeError as error:
            logger.error("Error closing WebSocket %s: %s", connection_id, error, exc_info=True)
        finally:
            self.disconnect(connection_id)
