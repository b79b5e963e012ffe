"""A client of the auth service."""

import asyncio
import json
import logging
import urllib.error
import urllib.request
from typing import Any

from netra_backend.app.config import Settings

logger = logging.getLogger(__name__)


class AuthClient:
    """Asks the auth service who a token belongs to."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def validate_token(self, token: str) -> dict[str, Any] | None:
        """The claims of a valid token; None for an invalid one, or with no answer."""
        claims = await self._post("/validate", {"token": token})
        if claims is None:
            logger.error("Token validation returned None - auth service likely down or unreachable")
            return None
        return claims if claims.get("valid") else None

    async def fetch_permissions(self, user_id: str) -> list[str]:
        """What a user may do at this moment; nothing where the auth service does not answer."""
        answer = await self._post("/permissions", {"user_id": user_id})
        return list(answer["permissions"]) if answer else []

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any] | None:
        """Posts JSON and returns the JSON that comes back, or None after the last attempt."""
        for attempt in range(1, self._settings.auth_attempts + 1):
            try:
                return await asyncio.to_thread(self._post_once, path, body)
            except (OSError, ValueError) as error:
                reason = getattr(error, "reason", error)
                logger.debug("%s failed, attempt %d: %s", path, attempt, reason)
        return None

    def _post_once(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        request = urllib.request.Request(
            self._settings.auth_service_url + path,
            data=json.dumps(body).encode(),
            headers={"content-type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=self._settings.auth_timeout_s) as answer:
            return json.load(answer)
