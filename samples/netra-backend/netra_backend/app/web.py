"""Requests, responses and the table of routes."""

import json
from dataclasses import dataclass, field
from typing import Any, Awaitable, Callable
from urllib.parse import parse_qsl, urlsplit

REASONS = {
    200: "OK", 201: "Created", 204: "No Content", 400: "Bad Request", 401: "Unauthorized",
    403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 426: "Upgrade Required",
    429: "Too Many Requests", 500: "Internal Server Error", 503: "Service Unavailable",
}


class HTTPException(Exception):
    """An error that becomes a response with this status."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(f"{status}: {detail}")
        self.status = status
        self.detail = detail


@dataclass
class Request:
    """One request; header names are in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes = b""
    state: dict[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query))

    @property
    def bearer_token(self) -> str | None:
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token.strip() if scheme.lower() == "bearer" and token.strip() else None

    @property
    def cookies(self) -> dict[str, str]:
        pairs = (part.partition("=") for part in self.headers.get("cookie", "").split(";"))
        return {name.strip(): value.strip() for name, _, value in pairs if name.strip()}

    def json(self) -> Any:
        try:
            return json.loads(self.body or b"null")
        except ValueError as error:
            raise HTTPException(400, f"The body is not JSON: {error}") from error


@dataclass
class Response:
    """What goes back; `headers` are those beyond length and connection."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of_json(cls, value: Any, status: int = 200) -> "Response":
        body = json.dumps(value, separators=(",", ":")).encode()
        return cls(status, body, {"content-type": "application/json"})

    @classmethod
    def of_text(cls, text: str, status: int = 200) -> "Response":
        return cls(status, text.encode(), {"content-type": "text/plain; charset=utf-8"})

    def encode(self) -> bytes:
        """The response as it goes over the wire (HTTP/1.1, one response per connection)."""
        lines = [f"HTTP/1.1 {self.status} {REASONS.get(self.status, 'Unknown')}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        lines += [f"content-length: {len(self.body)}", "connection: close", "", ""]
        return "\r\n".join(lines).encode("latin-1") + self.body


Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass
class Route:
    """One method and path. Only a signed-in user may call a protected route."""

    method: str
    path: str
    endpoint: Endpoint
    protected: bool = False

    def match(self, path: str) -> dict[str, str] | None:
        """The path's parameters (`/threads/{id}`), or None where the path is another."""
        mine, theirs = self.path.split("/"), path.split("/")
        if len(mine) != len(theirs):
            return None
        params = {}
        for want, got in zip(mine, theirs):
            if want.startswith("{") and got:
                params[want.strip("{}")] = got
            elif want != got:
                return None
        return params


class Router:
    """The routes in the order in which they were added."""

    def __init__(self) -> None:
        self.routes: list[Route] = []

    def add(self, method: str, path: str, endpoint: Endpoint, protected: bool = False) -> None:
        self.routes.append(Route(method, path, endpoint, protected))

    def find(self, request: Request) -> Route:
        """The route of a request; its parameters go to `request.state["params"]`."""
        other_method = False
        for route in self.routes:
            params = route.match(request.path)
            if params is None:
                continue
            if route.method == request.method:
                request.state["params"] = params
                return route
            other_method = True
        if other_method:
            raise HTTPException(405, "Method Not Allowed")
        raise HTTPException(404, "Not Found")
