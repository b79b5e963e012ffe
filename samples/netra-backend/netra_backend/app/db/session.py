"""Database sessions. SQLite stands in for PostgreSQL; the interface is the one we use there."""

import sqlite3
from typing import Any, Sequence

SCHEMA = """
CREATE TABLE threads (
    id TEXT PRIMARY KEY, user_id TEXT NOT NULL, title TEXT NOT NULL, updated_at TEXT NOT NULL
);
CREATE TABLE messages (
    id TEXT PRIMARY KEY, thread_id TEXT NOT NULL REFERENCES threads(id),
    role TEXT NOT NULL, content TEXT NOT NULL, created_at TEXT NOT NULL
);
CREATE TABLE security_policies (
    host TEXT PRIMARY KEY, csp TEXT NOT NULL, hsts_s INTEGER NOT NULL
);
CREATE TABLE auth_users (id TEXT PRIMARY KEY, email TEXT NOT NULL);
CREATE TABLE auth_sessions (id TEXT PRIMARY KEY, user_id TEXT NOT NULL);
INSERT INTO security_policies VALUES
    ('api.staging.netrasystems.ai', 'default-src ''none''', 63072000);
INSERT INTO threads VALUES
    ('thread-1', 'user-3f8a12', 'GPU cost review', '2025-09-01T09:12:00Z'),
    ('thread-2', 'user-3f8a12', 'Latency of the embedding job', '2025-09-02T14:40:00Z');
INSERT INTO messages VALUES
    ('message-1', 'thread-1', 'user', 'Where does the GPU time go?', '2025-09-01T09:12:00Z');
"""

# Tables that this service owns; others in the same database belong to its neighbours.
MODEL_TABLES = {"threads", "messages", "security_policies"}


class Result:
    """The rows of one statement, each a dict."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self._rows = rows

    def all(self) -> list[dict[str, Any]]:
        return self._rows

    def first(self) -> dict[str, Any] | None:
        return self._rows[0] if self._rows else None


class AsyncSession:
    """One unit of work: statements that are committed or rolled back together."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.closed = False

    async def execute(self, statement: str, params: Sequence[Any] = ()) -> Result:
        cursor = self._connection.execute(statement, params)
        return Result([dict(row) for row in cursor.fetchall()])

    async def commit(self) -> None:
        self._connection.commit()

    async def rollback(self) -> None:
        self._connection.rollback()

    async def close(self) -> None:
        self.closed = True


class Database:
    """Makes sessions."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        self._connection.executescript(SCHEMA)

    def session(self) -> AsyncSession:
        return AsyncSession(self._connection)

    def extra_tables(self) -> list[str]:
        """Tables in the database that no model of this service describes."""
        rows = self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return sorted({row["name"] for row in rows} - MODEL_TABLES)
