"""Conversation threads."""

import logging

from netra_backend.app.db.session import AsyncSession
from netra_backend.app.dependencies import (
    Page,
    Sort,
    get_db_dependency,
    get_request_scoped_db_session,
)
from netra_backend.app.repositories.thread_repository import ThreadRepository
from netra_backend.app.web import HTTPException, Request, Response

logger = logging.getLogger(__name__)


async def list_threads(request: Request) -> Response:
    """GET /api/threads?limit=20&offset=0: the caller's threads, the latest first."""
    page = Page.of(request)
    sort = Sort.of(request, ("updated_at", "title"), "-updated_at")

    async def query(db: AsyncSession) -> Response:
        user_id = request.state.get("user_id", "")
        threads = await ThreadRepository(db).find_by_user(user_id, page, sort)
        return Response.of_json({"threads": threads, "limit": page.limit, "offset": page.offset})

    return await get_db_dependency(request, query)


async def list_messages(request: Request) -> Response:
    """GET /api/threads/{thread_id}/messages: what was said in one thread."""
    thread_id = request.state["params"]["thread_id"]
    try:
        async with get_request_scoped_db_session(request) as db:
            messages = await ThreadRepository(db).messages(thread_id)
    except HTTPException as error:
        logger.error("Database session error: %s", error, exc_info=True)
        raise
    return Response.of_json({"thread_id": thread_id, "messages": messages})
