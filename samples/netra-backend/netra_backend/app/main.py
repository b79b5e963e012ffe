"""The application: its parts, its routes, and what happens when it starts.

    python -m netra_backend.app.main        (PORT, 8080 by default)
"""

import asyncio
import logging
import os
import signal

from netra_backend.app.auth.auth_client import AuthClient
from netra_backend.app.config import Settings, load_settings
from netra_backend.app.core.agent_orchestrator import AgentOrchestrator
from netra_backend.app.core.analytics import record_startup, start_analytics
from netra_backend.app.core.logging_config import configure_logging
from netra_backend.app.db.session import Database
from netra_backend.app.dependencies import get_llm_manager
from netra_backend.app.middleware.security_response_middleware import SecurityResponseMiddleware
from netra_backend.app.routes import health, threads
from netra_backend.app.routes.websocket import SessionStore, WebSocket, websocket_endpoint
from netra_backend.app.server import Server
from netra_backend.app.web import HTTPException, Request, Response, Router
from netra_backend.app.websocket_core.agent_handler import AgentBridge, AgentMessageHandler
from netra_backend.app.websocket_core.handlers import create_router
from netra_backend.app.websocket_core.manager import WebSocketManager

logger = logging.getLogger(__name__)


class App:
    """Everything that lives as long as the process."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.database = Database()
        self.auth = AuthClient(settings)
        self.clickhouse = start_analytics(settings)
        self.security = SecurityResponseMiddleware()
        self.sessions = SessionStore()
        self.bridge = AgentBridge()
        self.orchestrator = AgentOrchestrator(get_llm_manager(self), settings.agent_retry_delay_s)
        self.router = create_router(
            AgentMessageHandler(self.orchestrator, self.bridge), "netra-backend"
        )
        self.manager = WebSocketManager(settings, self.sessions)
        self.routes = create_routes()

    def start(self) -> None:
        """Checks what can be checked before the first request, and says what is amiss."""
        extra_tables = self.database.extra_tables()
        if extra_tables:
            logger.warning("Extra tables in database not defined in models: %s", extra_tables)
        if self.bridge.status != "active":
            logger.warning(
                "Component agent_websocket_bridge reported unhealthy status: %s", self.bridge.status
            )
        record_startup(self.clickhouse, self.settings.environment)
        self.bridge.attach(self.manager)
        logger.info("Application startup complete (%s)", self.settings.environment)

    async def handle(self, request: Request) -> Response:
        """Answers one HTTP request."""
        request.state["app"] = self
        request.state["route"] = self.routes.find(request)
        return await self.security.dispatch(request, request.state["route"].endpoint)

    async def websocket(self, websocket: WebSocket) -> None:
        """Serves one WebSocket to its end."""
        if websocket.request.path != "/ws":
            raise HTTPException(404, "Not Found")
        websocket.request.state["app"] = self
        await websocket_endpoint(websocket, self)


def create_routes() -> Router:
    """Every URL of the service but /ws."""
    routes = Router()
    routes.add("GET", "/health", health.health)
    routes.add("GET", "/ready", health.ready)
    routes.add("GET", "/ws/health", health.websocket_health)
    routes.add("GET", "/ws/config", health.websocket_config)
    routes.add("GET", "/api/threads", threads.list_threads, protected=True)
    routes.add("GET", "/api/threads/{thread_id}/messages", threads.list_messages)
    return routes


async def serve(settings: Settings, host: str, port: int) -> None:
    """Runs until the process is told to stop."""
    app = App(settings)
    app.start()
    server = Server(app)
    await server.start(host, port)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()
    await app.manager.close_all("the server is going away")
    await server.stop()


if __name__ == "__main__":
    configure_logging()
    asyncio.run(serve(load_settings(), "0.0.0.0", int(os.environ.get("PORT", "8080"))))
