"""Who is at the other end of a WebSocket."""

from typing import Any


def get_user_context(websocket) -> dict[str, Any]:
    """The user of a WebSocket whose token has been validated: id, tenant and permissions."""
    claims = websocket.state["claims"]
    return {
        "user_id": claims["sub"],
        "tenant": claims["tenant"],
        "permissions": list(claims["permissions"]),
    }
