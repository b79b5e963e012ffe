"""What endpoints ask for: the caller, a database session, the shared parts of the app.

Every function takes the request, so that nothing here is bound to one user or one event loop.
"""

import logging
import time
import warnings
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, AsyncIterator, Awaitable, Callable, TypeVar

from netra_backend.app.db.session import AsyncSession
from netra_backend.app.web import HTTPException, Request, Response

logger = logging.getLogger(__name__)

T = TypeVar("T")

MAX_PAGE_SIZE = 100
DEFAULT_PAGE_SIZE = 20


# Pages


@dataclass(frozen=True)
class Page:
    """Which part of a list the caller wants."""

    limit: int
    offset: int

    @classmethod
    def of(cls, request: Request) -> "Page":
        """Reads `limit` and `offset` from the query; refuses what is no number or out of range."""
        limit = _number(request, "limit", DEFAULT_PAGE_SIZE)
        offset = _number(request, "offset", 0)
        if not 1 <= limit <= MAX_PAGE_SIZE:
            raise HTTPException(400, f"limit must be between 1 and {MAX_PAGE_SIZE}")
        if offset < 0:
            raise HTTPException(400, "offset must not be negative")
        return cls(limit, offset)


def _number(request: Request, name: str, default: int) -> int:
    text = request.query.get(name)
    if text is None:
        return default
    try:
        return int(text)
    except ValueError:
        raise HTTPException(400, f"{name} must be a number") from None


@dataclass(frozen=True)
class Sort:
    """In which order the caller wants a list: `sort=title`, or `sort=-title` for the reverse."""

    column: str
    descending: bool

    @classmethod
    def of(cls, request: Request, columns: tuple[str, ...], default: str) -> "Sort":
        """Reads `sort` from the query; only `columns` may be sorted by."""
        text = request.query.get("sort", default)
        column = text.removeprefix("-")
        if column not in columns:
            raise HTTPException(400, f"sort must be one of {', '.join(columns)}")
        return cls(column, text.startswith("-"))

    def __str__(self) -> str:
        return f"{self.column} {'DESC' if self.descending else 'ASC'}"


# The caller


@dataclass(frozen=True)
class User:
    """The caller, as the auth service knows them."""

    id: str
    tenant: str
    permissions: frozenset[str]

    @classmethod
    def of(cls, claims: dict[str, Any]) -> "User":
        return cls(claims["sub"], claims["tenant"], frozenset(claims["permissions"]))


async def get_current_user(request: Request) -> User:
    """The user whose token the request carries. Raises 401 where there is none."""
    if "user" in request.state:
        return request.state["user"]
    token = request.bearer_token
    if token is None:
        raise HTTPException(401, "Not authenticated")
    claims = await get_app(request).auth.validate_token(token)
    if claims is None:
        raise HTTPException(401, "Invalid or expired token")
    user = User.of(claims)
    request.state["user"] = user
    request.state["user_id"] = user.id
    return user


async def require_permission(request: Request, permission: str) -> User:
    """The caller, where they have the permission; 403 otherwise."""
    user = await get_current_user(request)
    if permission not in user.permissions:
        raise HTTPException(403, f"Permission {permission} is required")
    return user


# Limits


class RateLimit:
    """A token bucket for each user: `burst` requests at once, `per_minute` in the long run."""

    def __init__(self, per_minute: int, burst: int, clock: Callable[[], float] = time.monotonic):
        self._refill_per_s = per_minute / 60
        self._burst = burst
        self._clock = clock
        self._buckets: dict[str, tuple[float, float]] = {}

    def take(self, user_id: str) -> bool:
        """Takes one token; False where the bucket is empty."""
        now = self._clock()
        tokens, at = self._buckets.get(user_id, (float(self._burst), now))
        tokens = min(self._burst, tokens + (now - at) * self._refill_per_s)
        if tokens < 1:
            self._buckets[user_id] = (tokens, now)
            return False
        self._buckets[user_id] = (tokens - 1, now)
        return True


async def enforce_rate_limit(request: Request, limit: RateLimit) -> User:
    """The caller, unless they have asked too often; 429 then."""
    user = await get_current_user(request)
    if not limit.take(user.id):
        raise HTTPException(429, "Too many requests")
    return user


# Parts of the app


def get_app(request: Request) -> Any:
    """The application that serves the request."""
    return request.state["app"]


def get_orchestrator(request: Request) -> Any:
    """The agent orchestrator; 503 while the service is still starting."""
    orchestrator = get_app(request).orchestrator
    if orchestrator is None:
        raise HTTPException(503, "Agents are not available yet")
    return orchestrator


def get_llm_manager(app: Any) -> Any | None:
    """The LLM manager, or None where no endpoint is configured."""
    return getattr(app, "llm_manager", None)


# Database sessions


@asynccontextmanager
async def get_request_scoped_db_session(request: Request) -> AsyncIterator[AsyncSession]:
    """A session for one request of one user: commits at the end, rolls back after an error.

    Users are isolated from each other at this point, so there is no session without a user.
    """
    try:
        await get_current_user(request)
    except HTTPException as error:
        logger.error("Failed to create request-scoped database session: %s", error, exc_info=True)
        raise
    session = get_app(request).database.session()
    try:
        yield session
        await session.commit()
    except Exception:
        await session.rollback()
        raise
    finally:
        await session.close()


@asynccontextmanager
async def get_system_db_session(app: Any) -> AsyncIterator[AsyncSession]:
    """A session for work that belongs to no user, such as checks at startup."""
    session = app.database.session()
    try:
        yield session
    finally:
        await session.close()


async def get_db_dependency(
    request: Request, use: Callable[[AsyncSession], Awaitable[T]]
) -> T:
    """Deprecated: calls `use` with a session of this request.

    Kept for callers from before sessions were request-scoped.
    """
    warnings.warn("Use get_request_scoped_db_session.", DeprecationWarning, stacklevel=2)
    return await use(get_request_scoped_db_session(request))


# Answers


def no_content() -> Response:
    """An answer that says that it was done, and nothing else."""
    return Response(204)


def created(value: Any, location: str) -> Response:
    """An answer for something that now exists at `location`."""
    response = Response.of_json(value, 201)
    response.headers["location"] = location
    return response
