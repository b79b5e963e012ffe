"""Queries on threads and their messages."""

from typing import Any

from netra_backend.app.db.session import AsyncSession
from netra_backend.app.dependencies import Page, Sort

LIST_THREADS = """
SELECT id, title, updated_at FROM threads WHERE user_id = ?
ORDER BY {sort} LIMIT ? OFFSET ?
"""
LIST_MESSAGES = """
SELECT id, role, content, created_at FROM messages WHERE thread_id = ? ORDER BY created_at
"""


class ThreadRepository:
    """Reads threads through one session."""

    def __init__(self, db: AsyncSession) -> None:
        self.db = db

    async def find_by_user(self, user_id: str, page: Page, sort: Sort) -> list[dict[str, Any]]:
        """A part of a user's threads."""
        statement = LIST_THREADS.format(sort=sort)
        result = await self.db.execute(statement, (user_id, page.limit, page.offset))
        return result.all()

    async def messages(self, thread_id: str) -> list[dict[str, Any]]:
        """The messages of a thread, the oldest first."""
        result = await self.db.execute(LIST_MESSAGES, (thread_id,))
        return result.all()
