"""The clients of the service: plain HTTP, and WebSockets as a browser speaks them (RFC 6455)."""

import asyncio
import base64
import json
import os
from dataclasses import dataclass, field

TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA


@dataclass
class Answer:
    """What a server answered: the status, the headers in lower case, and the number of bytes."""

    status: int
    headers: dict[str, str]
    size: int


@dataclass
class WebSocketClient:
    """One open WebSocket. It answers pings unless it is silent, and it always answers a close."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    silent: bool = False
    messages: asyncio.Queue = field(default_factory=asyncio.Queue)

    def __post_init__(self) -> None:
        self._reading = asyncio.create_task(self._read())

    async def send(self, **message) -> None:
        await self._send_frame(TEXT, json.dumps(message).encode())

    async def ask(self, **message) -> dict:
        """Sends a message and waits for the next one that comes."""
        await self.send(**message)
        return await self.messages.get()

    async def close(self) -> None:
        """Closes from our side, and waits until the server has answered."""
        await self._send_frame(CLOSE, (1000).to_bytes(2, "big"))
        await self.closed()

    async def vanish(self) -> None:
        """Goes without a word, as a phone in a tunnel does."""
        self._reading.cancel()
        self.writer.close()
        await asyncio.gather(self._reading, return_exceptions=True)

    async def closed(self) -> None:
        """Waits until the server has closed."""
        await self._reading

    async def _read(self) -> None:
        try:
            while True:
                opcode, payload = await self._read_frame()
                if opcode == TEXT:
                    self.messages.put_nowait(json.loads(payload))
                elif opcode == PING and not self.silent:
                    await self._send_frame(PONG, payload)
                elif opcode == CLOSE:
                    await self._send_frame(CLOSE, payload[:2])
        except (asyncio.IncompleteReadError, ConnectionError):
            self.writer.close()

    async def _read_frame(self) -> tuple[int, bytes]:
        first, length = await self.reader.readexactly(2)
        if length >= 126:
            length = int.from_bytes(await self.reader.readexactly(2 if length == 126 else 8), "big")
        return first & 0x0F, await self.reader.readexactly(length)

    async def _send_frame(self, opcode: int, payload: bytes) -> None:
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
        size = len(payload)
        length = bytes([0x80 | size]) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
        self.writer.write(bytes([0x80 | opcode]) + length + mask + masked)
        await self.writer.drain()


async def http(port: int, method: str, target: str, headers: dict[str, str]) -> Answer:
    """Sends one request to the service and reads the whole answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await _send_head(writer, method, target, headers)
    answer = await _read_answer(reader)
    writer.close()
    return answer


async def websocket(
    port: int, headers: dict[str, str], silent: bool = False
) -> tuple[Answer, WebSocketClient | None]:
    """Opens a WebSocket on /ws; no client comes back where the handshake was refused."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    handshake = {
        "connection": "Upgrade",
        "upgrade": "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": base64.b64encode(os.urandom(16)).decode(),
    }
    await _send_head(writer, "GET", "/ws", headers | handshake)
    answer = await _read_answer(reader)
    if answer.status != 101:
        writer.close()
        return answer, None
    return answer, WebSocketClient(reader, writer, silent)


async def _send_head(writer, method: str, target: str, headers: dict[str, str]) -> None:
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    writer.write("\r\n".join([*lines, "", ""]).encode("latin-1"))
    await writer.drain()


async def _read_answer(reader: asyncio.StreamReader) -> Answer:
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    headers = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    status = int(first.split(" ")[1])
    body = b"" if status == 101 else await reader.read()
    return Answer(status, headers, len(body))
