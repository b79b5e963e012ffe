"""Runs one instance of the service and makes happen what happened in staging.

A process of its own (`python3 record.py --instance`), so that every instance starts fresh, as on
Cloud Run. Reads its task from stdin and writes to stdout, in order, what was seen: the requests, the
lines that the service logged, and the pauses between them.
"""

import asyncio
import io
import json
import os
import random
import sys
import traceback
import uuid
from typing import Any, Awaitable, Callable

from recording import clients

HOST = "api.staging.netrasystems.ai"

Events = list[dict[str, Any]]


def main() -> None:
    """The task is `{root, seed, steps}`; the answer one list of events for the start and each step."""
    task = json.load(sys.stdin)
    answer = sys.stdout
    recorder = Recorder(random.Random(task["seed"]))
    sys.stdout, sys.stderr = recorder.stream("stdout"), recorder.stream("stderr")
    sys.path.insert(0, task["root"])
    steps = asyncio.run(recorder.run(task["steps"]))
    json.dump(steps, answer)


class Recorder:
    """The service, its clients and what was seen of them."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.events: Events = []
        self.auth_is_up = True
        self.port = 0

    def stream(self, name: str) -> io.TextIOBase:
        """What takes the place of sys.stdout or sys.stderr."""
        return LineStream(lambda line: self.events.append({"line": line, "stream": name}))

    async def run(self, steps: list[dict[str, Any]]) -> list[Events]:
        """Starts the service, takes the steps one after the other, and returns what was seen."""
        # Ids of connections and runs come from the seed: two recordings have the same.
        uuid.uuid4 = lambda: uuid.UUID(int=self.rng.getrandbits(128), version=4)
        auth = await asyncio.start_server(self._auth_service, "127.0.0.1", 0)
        auth_port = auth.sockets[0].getsockname()[1]
        os.environ |= {
            "ENVIRONMENT": "staging",
            "AUTH_SERVICE_URL": f"http://127.0.0.1:{auth_port}",
            "AGENT_RETRY_DELAY_S": "0.01",
        }

        from netra_backend.app.config import load_settings
        from netra_backend.app.core.logging_config import configure_logging
        from netra_backend.app.main import App
        from netra_backend.app.server import Server

        configure_logging()
        self.app = App(load_settings())
        self.app.start()
        self.server = Server(self.app)
        self.port = await self.server.start("127.0.0.1", 0)
        seen = [self._take_events()]
        for step in steps:
            try:
                await SCENARIOS[step["scenario"]](self, **step["with"])
            except Exception:
                # stderr is being recorded, so that the reason would go unseen.
                sys.__stderr__.write(f"Step {step} failed:\n{traceback.format_exc()}")
                raise
            await self._quiet()
            seen.append(self._take_events())
        await self.server.stop()
        auth.close()
        return seen

    # What scenarios are made of

    def pause(self, seconds: float) -> None:
        """Notes that this much time went by; nobody waits for it now."""
        self.events.append({"pause": seconds})

    async def http(self, method: str, target: str, user: str | None, agent: str) -> clients.Answer:
        """One HTTP request, from its first byte until the service has done with it."""
        request = self._begin(method, target, agent)
        answer = await clients.http(self.port, method, target, self._headers(request, user, agent))
        await self._quiet()
        self._end(request, answer.status, answer.size)
        return answer

    async def connect(
        self, user: str, agent: str, cookie: str | None = None, silent: bool = False
    ) -> "Visit":
        """Opens a WebSocket."""
        request = self._begin("GET", "/ws", agent)
        headers = self._headers(request, user, agent) | ({"cookie": cookie} if cookie else {})
        answer, client = await clients.websocket(self.port, headers, silent)
        if client is None:
            await self._quiet()
            self._end(request, answer.status, answer.size)
        return Visit(self, request, answer, client)

    def _begin(self, method: str, target: str, agent: str) -> int:
        trace, span = self.rng.getrandbits(128), self.rng.getrandbits(63)
        request = {"request": sum("request" in event for event in self.events), "method": method}
        request |= {"url": f"https://{HOST}{target}", "agent": agent}
        request |= {"trace": f"{trace:032x}", "span": f"{span:016x}", "ip": self.rng.randrange(2, 250)}
        self.events.append(request)
        return len(self.events) - 1

    def _end(self, request: int, status: int, size: int) -> None:
        number = self.events[request]["request"]
        self.events.append({"response": number, "status": status, "size": size})

    def _headers(self, request: int, user: str | None, agent: str) -> dict[str, str]:
        """The headers of a request as they are behind Google's front end."""
        event = self.events[request]
        headers = {"host": HOST, "user-agent": agent}
        headers["x-cloud-trace-context"] = f"{event['trace']}/{int(event['span'], 16)};o=1"
        return headers | ({"authorization": f"Bearer {user}"} if user else {})

    async def _quiet(self) -> None:
        """Waits until the service has nothing left to do but to keep connections open."""
        open_connections = len(self.app.manager)
        while len(self.server.tasks) > open_connections:
            await asyncio.sleep(0.001)
            open_connections = len(self.app.manager)

    def _take_events(self) -> Events:
        events, self.events[:] = list(self.events), []
        return events

    async def _auth_service(self, reader, writer) -> None:
        """Stands in for the auth service. A token is the name of its user; while the service is
        down it hangs up without an answer."""
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        body = json.loads(await reader.readexactly(length))
        if self.auth_is_up:
            answer = {"permissions": ["chat", "agents"]}
            if "token" in body:
                answer |= {"valid": True, "sub": body["token"], "tenant": "tenant-1"}
            writer.write(b"HTTP/1.0 200 OK\r\n\r\n" + json.dumps(answer).encode())
            await writer.drain()
        writer.close()


class Visit:
    """One attempt of a client to be connected, and the connection where it succeeded."""

    def __init__(self, recorder: Recorder, request: int, answer: clients.Answer, client) -> None:
        self._recorder = recorder
        self._request = request
        self.status = answer.status
        self.cookie = answer.headers.get("set-cookie", "").partition(";")[0]
        self.client: clients.WebSocketClient | None = client

    async def leave(self, how: Callable[[], Awaitable[None]] | None = None) -> None:
        """Ends the connection (by a close, unless `how` says otherwise)."""
        await (how or self.client.close)()
        await self._recorder._quiet()
        self._recorder._end(self._request, 101, 0)


class LineStream(io.TextIOBase):
    """A text stream that hands on each line, and a traceback as one."""

    def __init__(self, take: Callable[[str], None]) -> None:
        self._take = take
        self._text = ""
        self._traceback: list[str] = []

    def write(self, text: str) -> int:
        self._text += text
        *lines, self._text = self._text.split("\n")
        for line in lines:
            self._add(line)
        return len(text)

    def _add(self, line: str) -> None:
        """Cloud Run joins the lines of a traceback; its last line is the first that is flush left."""
        if line.startswith("Traceback (most recent call last):"):
            self._traceback = [line]
        elif not self._traceback:
            self._take(line)
        else:
            self._traceback.append(line)
            if not line.startswith(" "):
                self._take("\n".join(self._traceback))
                self._traceback = []


# What happened in staging

BROWSER = (
    "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/139.0.0.0 Safari/537.36"
)
E2E_TESTS = "Netra-E2E-Tests/1.0"


async def list_threads(service: Recorder, user: str) -> None:
    """Somebody opens the list of conversations."""
    await service.http("GET", "/api/threads?limit=20&offset=0", user, BROWSER)


async def get(service: Recorder, path: str, method: str = "GET") -> None:
    """One request that needs no user: health checks, and URLs that do not exist."""
    await service.http(method, path, None, BROWSER)


async def reconnect(service: Recorder, user: str, attempts: int) -> None:
    """A client loses its connection and comes back with the cookie of its session."""
    first = await service.connect(user, E2E_TESTS)
    service.pause(20)
    await first.leave(first.client.vanish)
    for _ in range(attempts):
        service.pause(1)
        again = await service.connect(user, E2E_TESTS, cookie=first.cookie)
        if again.client is not None:
            service.pause(40)
            await again.leave()
            return


async def heartbeat_timeout(service: Recorder, user: str) -> None:
    """A client stops answering pings, and comes back to life when the service closes."""
    settings = service.app.settings
    patient = settings.heartbeat_interval_s, settings.heartbeat_timeout_s
    settings.heartbeat_interval_s, settings.heartbeat_timeout_s = 0.02, 0.03
    visit = await service.connect(user, BROWSER, silent=True)
    service.pause(90)
    await visit.leave(visit.client.closed)
    settings.heartbeat_interval_s, settings.heartbeat_timeout_s = patient


async def second_tab(service: Recorder, user: str) -> None:
    """A user opens the chat again in a second tab; the first is closed."""
    first = await service.connect(user, BROWSER)
    await first.client.ask(type="connect")
    service.pause(25)
    second = await service.connect(user, BROWSER)
    await first.leave(first.client.closed)
    service.pause(15)
    await second.leave()


async def say_goodbye(service: Recorder, user: str) -> None:
    """A client says that it is leaving before it does."""
    visit = await service.connect(user, BROWSER)
    await visit.client.ask(type="connect")
    service.pause(30)
    await visit.client.ask(type="disconnect")
    await visit.leave()


async def ask_agent(service: Recorder, user: str) -> None:
    """A user asks an agent about a conversation."""
    visit = await service.connect(user, BROWSER)
    service.pause(12)
    await visit.client.ask(
        type="start_agent", payload={"thread_id": "thread-1", "question": "Why is it slow?"}
    )
    service.pause(5)
    await visit.leave()


async def optimize(service: Recorder, user: str) -> None:
    """A user asks for savings; the agents run in the background and report when they are done."""
    visit = await service.connect(user, BROWSER)
    service.pause(8)
    await visit.client.ask(type="optimize", payload={"question": "What can cost less?"})
    await visit.client.messages.get()
    service.pause(4)
    await visit.leave()


async def auth_outage(service: Recorder, user: str) -> None:
    """The auth service hangs up while somebody opens a conversation."""
    service.auth_is_up = False
    await service.http("GET", "/api/threads/thread-1/messages", user, BROWSER)
    service.auth_is_up = True


SCENARIOS: dict[str, Callable[..., Awaitable[None]]] = {
    scenario.__name__: scenario
    for scenario in (
        list_threads, get, reconnect, heartbeat_timeout, second_tab, say_goodbye,
        ask_agent, optimize, auth_outage,
    )
}
