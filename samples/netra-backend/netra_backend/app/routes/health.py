"""Is the service well?"""

from netra_backend.app.web import Request, Response


async def health(request: Request) -> Response:
    """For the load balancer: answers as long as the process does."""
    return Response.of_json({"status": "healthy", "service": "netra-backend"})


async def ready(request: Request) -> Response:
    """What is connected and what is not."""
    state = request.state["app"]
    components = {
        "clickhouse": "connected" if state.clickhouse.connected else "not configured",
        "agent_websocket_bridge": state.bridge.status,
        "security_policies": {"bypassed": state.security.bypassed},
        "websockets": state.manager.statistics(),
    }
    return Response.of_json({"status": "ready", "components": components})


async def websocket_health(request: Request) -> Response:
    """The WebSocket side, for clients that decide whether to connect."""
    state = request.state["app"]
    return Response.of_json({"status": "healthy", "connections": len(state.manager)})


async def websocket_config(request: Request) -> Response:
    """What a client has to know before it connects."""
    settings = request.state["app"].settings
    return Response.of_json({
        "heartbeat_interval": settings.heartbeat_interval_s,
        "connection_timeout": settings.heartbeat_timeout_s,
    })
