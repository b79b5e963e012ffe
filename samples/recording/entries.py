"""What was seen of an instance, as the entries that Cloud Run writes to Cloud Logging."""

import json
import random
import re
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Iterable

PROJECT = "netra-staging"
SERVICE = "netra-backend-staging"
LOCATION = "us-central1"

# Fields of a JSON line that Cloud Logging takes out of the payload.
LIFTED = {
    "severity": "severity",
    "logging.googleapis.com/trace": "trace",
    "logging.googleapis.com/sourceLocation": "sourceLocation",
}

NS = 1_000_000_000

Entry = dict[str, Any]


@dataclass(frozen=True)
class Instance:
    """One container: which revision, of which commit, and where its code is on this machine."""

    revision: str
    commit: str
    id: str
    paths: dict[str, str]


class EntryWriter:
    """Turns the events of one instance into entries, on a clock of its own."""

    def __init__(self, instance: Instance, rng: random.Random) -> None:
        self._instance = instance
        self._rng = rng
        self._clock_ns = 0
        self._addresses: dict[str, str] = {}

    def system(self, at_s: float) -> Iterable[Entry]:
        """What Cloud Run itself says when it starts an instance."""
        self._clock_ns = int((at_s + self._rng.random()) * NS)
        for text in (
            "Starting new instance. Reason: AUTOSCALING - Instance started due to traffic.",
            "Default STARTUP TCP probe succeeded after 1 attempt for container "
            '"netra-backend-1" on port 8080.',
        ):
            yield self._entry("varlog/system", severity="INFO", textPayload=text)
            self._tick(0.8, 2.5)

    def step(self, at_s: float | None, events: list[dict[str, Any]]) -> Iterable[Entry]:
        """The entries of one step; without a time it follows the last one."""
        if at_s is not None:
            self._clock_ns = int(at_s * NS)
        begun: dict[int, tuple[dict[str, Any], int]] = {}
        for event in events:
            self._tick(0.002, 0.03)
            if "pause" in event:
                self._tick(event["pause"], event["pause"] + 0.4)
            elif "request" in event:
                begun[event["request"]] = event, self._clock_ns
            elif "response" in event:
                yield self._request(*begun[event["response"]], event)
            else:
                yield self._line(event["stream"], self._normalised(event["line"]))

    def _line(self, stream: str, line: str) -> Entry:
        """A line on stdout or stderr: JSON gets structure, a traceback gets its severity."""
        if not line.startswith("{"):
            severity = {"severity": "ERROR"} if line.startswith("Traceback") else {}
            return self._entry(stream, **severity, textPayload=line)
        payload = json.loads(line)
        fields = {LIFTED[name]: payload.pop(name) for name in LIFTED if name in payload}
        if "trace" in fields:
            fields["traceSampled"] = True
        return self._entry(stream, **fields, jsonPayload=payload)

    def _request(self, event: dict[str, Any], began_ns: int, response: dict[str, Any]) -> Entry:
        """The request log: written when the response is complete, dated to when it began."""
        status = response["status"]
        severity = "ERROR" if status >= 500 else "WARNING" if status >= 400 else "INFO"
        latency_s = (self._clock_ns - began_ns) / NS
        return self._entry(
            "requests",
            at_ns=began_ns // 1000 * 1000,
            severity=severity,
            httpRequest={
                "latency": f"{latency_s:.9f}s",
                "protocol": "HTTP/1.1",
                "remoteIp": f"203.0.113.{event['ip']}",
                "requestMethod": event["method"],
                "requestSize": str(self._rng.randrange(640, 980)),
                "requestUrl": event["url"],
                "responseSize": str(response["size"] + self._rng.randrange(180, 240)),
                "serverIp": "192.0.2.53",
                "status": status,
                "userAgent": event["agent"],
            },
            spanId=event["span"],
            trace=f"projects/{PROJECT}/traces/{event['trace']}",
            traceSampled=True,
        )

    def _entry(self, log: str, at_ns: int | None = None, **fields: Any) -> Entry:
        at_ns = self._clock_ns if at_ns is None else at_ns
        received_ns = self._clock_ns + self._rng.randrange(80_000_000, 400_000_000)
        instance = self._instance
        log_id = f"run.googleapis.com/{log}".replace("/", "%2F")
        return fields | {
            "insertId": f"{at_ns // NS:08x}{at_ns % NS // 1000:08x}{self._rng.getrandbits(32):08x}",
            "labels": {"commit-sha": instance.commit, "instanceId": instance.id},
            "logName": f"projects/{PROJECT}/logs/{log_id}",
            "receiveTimestamp": timestamp(received_ns),
            "resource": {
                "labels": {
                    "configuration_name": SERVICE,
                    "location": LOCATION,
                    "project_id": PROJECT,
                    "revision_name": instance.revision,
                    "service_name": SERVICE,
                },
                "type": "cloud_run_revision",
            },
            "timestamp": timestamp(at_ns),
        }

    def _tick(self, at_least_s: float, at_most_s: float) -> None:
        self._clock_ns += int(self._rng.uniform(at_least_s, at_most_s) * NS)

    def _normalised(self, line: str) -> str:
        """The line as it would be in the container: its paths, and addresses that do not vary."""
        for here, there in self._instance.paths.items():
            line = line.replace(here, there)
        line = STDLIB_FRAME.sub(self._stdlib_line, line)
        return re.sub(r"\b0x[0-9a-f]{6,16}\b", self._address, line)

    def _address(self, match: re.Match[str]) -> str:
        number = 0x7F3E_5C00_0000 + 0x40 * self._rng.getrandbits(20)
        return self._addresses.setdefault(match[0], f"{number:#x}")

    def _stdlib_line(self, match: re.Match[str]) -> str:
        """Patch releases of Python differ in where a function of the library is; the container's
        is 3.11.7."""
        file, function = match["file"], match["function"]
        try:
            return f"{match['before']}{STDLIB_LINES[file, function]}{match['after']}"
        except KeyError:
            raise SystemExit(f"Add {function} in {file} to STDLIB_LINES, from Python 3.11.7.") from None


# A frame in a traceback (its quotes escaped in JSON), or the source location of a record.
STDLIB_FRAME = re.compile(
    r'(?P<before>/usr/local/lib/python3\.11/(?P<file>[\w/.]+)\\?"(?:, line |, "line": "))\d+'
    r'(?P<after>(?:, in |", "function": ")(?P<function>\w+))'
)
STDLIB_LINES = {
    ("contextlib.py", "__aenter__"): 210,
    ("warnings.py", "_showwarnmsg"): 109,
}


def timestamp(ns: int) -> str:
    """RFC 3339 in UTC, with the six or nine digits that it needs."""
    seconds = datetime.fromtimestamp(ns // NS, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
    digits = f"{ns % NS:09d}"
    return f"{seconds}.{digits.removesuffix('000')}Z"
