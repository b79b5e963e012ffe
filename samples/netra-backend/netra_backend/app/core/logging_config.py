"""Logging as Cloud Run reads it: one JSON object a line on stdout.

What nobody caught is on stderr: tracebacks in plain text, which Cloud Run keeps in one piece.
"""

import contextvars
import json
import logging
import sys
import warnings

_trace: contextvars.ContextVar[str] = contextvars.ContextVar("trace", default="")


class TraceContext:
    """Marks the log lines of one request with its trace.

    Takes the `X-Cloud-Trace-Context` header, which looks like `trace/span;o=1`.
    """

    def __init__(self, header: str) -> None:
        self._trace = header.partition("/")[0]

    def __enter__(self) -> None:
        self._token = _trace.set(self._trace)

    def __exit__(self, *_exc_info) -> None:
        _trace.reset(self._token)


class CloudFormatter(logging.Formatter):
    """A record as the JSON object that Cloud Logging turns into a structured entry."""

    def __init__(self, project: str, traceback_field: str) -> None:
        super().__init__()
        self._project = project
        self._traceback_field = traceback_field

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "severity": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
            "logging.googleapis.com/sourceLocation": {
                "file": record.pathname,
                "line": str(record.lineno),
                "function": record.funcName,
            },
        }
        if record.exc_info:
            entry[self._traceback_field] = self.formatException(record.exc_info)
        if _trace.get():
            trace = f"projects/{self._project}/traces/{_trace.get()}"
            entry["logging.googleapis.com/trace"] = trace
        return json.dumps(entry, ensure_ascii=False)


def configure_logging(project: str = "netra-staging", level: int = logging.INFO) -> None:
    """Sets up the loggers of the service; called once, before anything logs."""
    application = logging.StreamHandler(sys.stdout)
    application.setFormatter(CloudFormatter(project, "stack_trace"))
    root = logging.getLogger()
    root.handlers[:] = [application]
    root.setLevel(level)
    logging.captureWarnings(True)
    warnings.simplefilter("default", DeprecationWarning)

    # The WebSocket dashboards still look for the traceback in `exc_info`.
    websockets = logging.StreamHandler(sys.stdout)
    websockets.setFormatter(CloudFormatter(project, "exc_info"))
    for name in ("netra_backend.app.websocket_core", "netra_backend.app.routes.websocket"):
        logging.getLogger(name).handlers[:] = [websockets]
        logging.getLogger(name).propagate = False
