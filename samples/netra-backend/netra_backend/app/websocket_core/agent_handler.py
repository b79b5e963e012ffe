"""Messages that start, steer and stop agents."""

import asyncio
import logging
from typing import Any

from netra_backend.app.dependencies import get_request_scoped_db_session
from netra_backend.app.repositories.thread_repository import ThreadRepository
from netra_backend.app.websocket_core.types import (
    Message,
    MessageContext,
    MessageError,
    MessageHandler,
    MessageType,
)

logger = logging.getLogger(__name__)

MAX_HISTORY = 50
MAX_PROMPT_CHARACTERS = 24_000


def prompt_of(history: list[dict[str, Any]], question: str) -> str:
    """The conversation and the question as one text; the oldest messages give way first."""
    lines = [f"user: {question}"]
    left = MAX_PROMPT_CHARACTERS - len(lines[0])
    for entry in reversed(history[-MAX_HISTORY:]):
        line = f"{entry['role']}: {entry['content']}"
        left -= len(line) + 1
        if left < 0:
            break
        lines.append(line)
    return "\n".join(reversed(lines))


class AgentBridge:
    """Carries what agents say to the WebSockets of their user."""

    def __init__(self) -> None:
        self._manager = None

    @property
    def status(self) -> str:
        """In the words of the health checks."""
        return "uninitialized" if self._manager is None else "active"

    def attach(self, manager) -> None:
        """Connects the bridge, once the WebSocket manager exists."""
        self._manager = manager

    async def emit(self, user_id: str, event: str, payload: dict[str, Any]) -> None:
        """Tells a user what an agent has done; without a manager there is nobody to tell."""
        if self._manager is not None:
            await self._manager.send_to_user(user_id, {"type": event, "payload": payload})


class AgentMessageHandler(MessageHandler):
    """Runs agents in the background; a user has at most one run at a time."""

    types = frozenset(
        {MessageType.START_AGENT, MessageType.OPTIMIZE, MessageType.STOP_AGENT}
    )

    def __init__(self, orchestrator, bridge: AgentBridge) -> None:
        self._orchestrator = orchestrator
        self._bridge = bridge
        self._runs: dict[str, asyncio.Task] = {}

    async def handle(self, context: MessageContext, message: Message) -> dict[str, Any] | None:
        """Answers at once; what the agents find comes later, through the bridge."""
        if message.type is MessageType.STOP_AGENT:
            return self._stop(context)
        try:
            if message.type is MessageType.START_AGENT:
                return await self._start(context, message)
            return await self._optimize(context, message)
        except MessageError:
            raise
        except Exception as error:
            logger.error(
                "Error handling agent message from %s: %s", context.user_id, error, exc_info=True
            )
            return {"type": "agent_failed", "payload": {"reason": "The agent could not start."}}

    async def _start(self, context: MessageContext, message: Message) -> dict[str, Any]:
        """Answers a question with the conversation so far in mind."""
        question = message.text("question")
        history = await self._history(context, message.text("thread_id"))
        return self._run(context, prompt_of(history, question))

    async def _optimize(self, context: MessageContext, message: Message) -> dict[str, Any]:
        """Looks for savings; needs no conversation."""
        return self._run(context, message.text("question"))

    async def _history(self, context: MessageContext, thread_id: str) -> list[dict[str, Any]]:
        """The latest messages of a thread."""
        history: list[dict[str, Any]] = []
        async for db in get_request_scoped_db_session(context.request):
            history += await ThreadRepository(db).messages(thread_id)
        return history

    def _run(self, context: MessageContext, question: str) -> dict[str, Any]:
        running = self._runs.get(context.user_id)
        if running is not None and not running.done():
            raise MessageError("An agent is already running")
        task = asyncio.create_task(self._run_in_background(context, question))
        self._runs[context.user_id] = task
        return {"type": "agent_started", "payload": {}}

    async def _run_in_background(self, context: MessageContext, question: str) -> None:
        results = await self._orchestrator.run(question, context.trace_id)
        payload = {"results": [result.to_dict() for result in results]}
        await self._bridge.emit(context.user_id, "agent_completed", payload)

    def _stop(self, context: MessageContext) -> dict[str, Any]:
        task = self._runs.pop(context.user_id, None)
        if task is None or task.done():
            return {"type": "agent_stopped", "payload": {"was_running": False}}
        task.cancel()
        return {"type": "agent_stopped", "payload": {"was_running": True}}
