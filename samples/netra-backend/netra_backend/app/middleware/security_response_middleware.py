"""Security headers on every response.

The policy (content security policy, how long to insist on HTTPS) is kept in the database for each
host and changes without a deployment. Unprotected routes get the default headers alone.
"""

import logging
from typing import Awaitable, Callable

from netra_backend.app.db.session import AsyncSession
from netra_backend.app.dependencies import get_db_dependency
from netra_backend.app.web import Request, Response

logger = logging.getLogger(__name__)

DEFAULT_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
}

# What a policy may not weaken, whatever the database says.
MIN_HSTS_S = 24 * 60 * 60

SELECT_POLICY = "SELECT csp, hsts_s FROM security_policies WHERE host = ?"

Next = Callable[[Request], Awaitable[Response]]


class SecurityResponseMiddleware:
    """Adds the headers. A request is never refused because its policy cannot be read."""

    def __init__(self) -> None:
        self.bypassed = 0

    async def dispatch(self, request: Request, call_next: Next) -> Response:
        headers = dict(DEFAULT_HEADERS)
        if request.state["route"].protected:
            try:
                headers |= await self._policy_headers(request)
            except Exception as error:
                self.bypassed += 1
                logger.error(
                    "SecurityResponseMiddleware bypassed due to exception: %s", error, exc_info=True
                )
        response = await call_next(request)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    async def _policy_headers(self, request: Request) -> dict[str, str]:
        """The headers that the policy of the request's host asks for."""
        # The port is not part of a policy's key: staging and a laptop share their rows.
        host, _, _port = request.headers.get("host", "").partition(":")

        async def select(db: AsyncSession) -> dict[str, str]:
            result = await db.execute(SELECT_POLICY, (host,))
            policy = result.first()
            if policy is None:
                return {}
            return {
                "content-security-policy": policy["csp"],
                "strict-transport-security": f"max-age={max(policy['hsts_s'], MIN_HSTS_S)}",
            }

        return await get_db_dependency(request, select)
