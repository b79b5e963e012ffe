"""An HTTP/1.1 server on asyncio streams. It knows bytes and sockets; the app knows the rest."""

import asyncio
import traceback

from netra_backend.app.core.logging_config import TraceContext
from netra_backend.app.routes.websocket import WebSocket, is_upgrade
from netra_backend.app.web import HTTPException, Request, Response

MAX_HEAD_BYTES = 16 * 1024
MAX_BODY_BYTES = 1024 * 1024


class Server:
    """Serves one application on one port."""

    def __init__(self, app) -> None:
        self.app = app
        self.tasks: set[asyncio.Task] = set()
        self._listener: asyncio.Server | None = None

    async def start(self, host: str, port: int) -> int:
        """Listens, and returns the port (of use when 0 was asked for)."""
        self._listener = await asyncio.start_server(
            self._accept, host, port, limit=MAX_HEAD_BYTES
        )
        return self._listener.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stops listening, and ends the connections that are still open."""
        self._listener.close()
        await self._listener.wait_closed()
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        self.tasks.add(task)
        try:
            request = await read_request(reader)
            if request is not None:
                await self._serve(request, reader, writer)
        except ConnectionError:
            pass  # the client has gone; there is nobody to answer
        finally:
            writer.close()
            self.tasks.discard(task)

    async def _serve(self, request: Request, reader, writer) -> None:
        with TraceContext(request.headers.get("x-cloud-trace-context", "")):
            if is_upgrade(request):
                websocket = WebSocket(request, reader, writer, self.app.settings.close_timeout_s)
                response = await self._serve_websocket(websocket)
            else:
                response = await self._serve_http(request)
        if response is not None:
            writer.write(response.encode())
            await writer.drain()

    async def _serve_http(self, request: Request) -> Response:
        try:
            async with asyncio.timeout(self.app.settings.request_timeout_s):
                return await self.app.handle(request)
        except HTTPException as error:
            return Response.of_json({"detail": error.detail}, error.status)
        except Exception:
            traceback.print_exc()
            return Response.of_text("Internal Server Error", 500)

    async def _serve_websocket(self, websocket: WebSocket) -> Response | None:
        """Runs a WebSocket to its end; the response is for a handshake that was refused."""
        try:
            await self.app.websocket(websocket)
        except HTTPException as error:
            if not websocket.accepted:
                return Response.of_json({"detail": error.detail}, error.status)
        except Exception:
            traceback.print_exc()
            if not websocket.accepted:
                return Response.of_text("Internal Server Error", 500)
        return None


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """Reads one request, or None where the client closed without sending one."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    method, target, _version = first.split(" ", 2)
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    length = min(int(headers.get("content-length", "0")), MAX_BODY_BYTES)
    body = await reader.readexactly(length) if length else b""
    return Request(method, target, headers, body)
