"""Runs agents, again where they fail, and explains what went wrong."""

import asyncio
import logging
import uuid
from typing import Any

from netra_backend.app.core.models import Model

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3


class AgentError(Exception):
    """An agent could not do its work."""


class ErrorContext(Model):
    """What a failure report says about the moment of failure."""

    trace_id: str
    run_id: str
    agent: Any
    attempt: int
    error: str


class AgentResult(Model):
    """What came out of a run."""

    run_id: str
    agent: str
    attempts: int
    ok: bool
    output: dict


class Agent:
    """One agent: a name, what it needs from earlier steps, and what it does."""

    name = "agent"
    needs: tuple[str, ...] = ()

    async def execute(self, inputs: dict[str, Any], llm_manager: Any) -> dict[str, Any]:
        raise NotImplementedError


class TriageAgent(Agent):
    """Decides what the user's question is about."""

    name = "triage"
    TOPICS = {"cost": "spend", "price": "spend", "slow": "latency", "latency": "latency"}

    async def execute(self, inputs: dict[str, Any], llm_manager: Any) -> dict[str, Any]:
        words = str(inputs.get("question", "")).lower().split()
        topics = sorted({self.TOPICS[word] for word in words if word in self.TOPICS})
        return {"topics": topics or ["general"]}


class OptimizationAgent(Agent):
    """Proposes changes that save time or money."""

    name = "optimization"

    async def execute(self, inputs: dict[str, Any], llm_manager: Any) -> dict[str, Any]:
        if llm_manager is None:
            logger.warning("No LLM manager available for optimization")
            raise AgentError("optimization needs a language model")
        proposals = await llm_manager.complete(f"Optimize: {inputs['topics']}")
        return {"optimizations_result": proposals}


class ReportingAgent(Agent):
    """Writes down what the other agents found."""

    name = "reporting"
    needs = ("optimizations_result",)

    async def execute(self, inputs: dict[str, Any], llm_manager: Any) -> dict[str, Any]:
        return {"report": f"Proposals: {inputs.get('optimizations_result', 'none')}"}


class AgentOrchestrator:
    """Runs the agents one after the other; each gets what those before it gave."""

    def __init__(self, llm_manager: Any, retry_delay_s: float) -> None:
        self._llm_manager = llm_manager
        self._retry_delay_s = retry_delay_s
        self._agents: list[Agent] = [TriageAgent(), OptimizationAgent(), ReportingAgent()]

    async def run(self, question: str, trace_id: str) -> list[AgentResult]:
        """Runs all agents for one question. An agent that fails does not stop those after it."""
        run_id = f"run-{uuid.uuid4().hex[:8]}"
        inputs: dict[str, Any] = {"question": question, "trace_id": trace_id}
        results = []
        for agent in self._agents:
            missing = [name for name in agent.needs if name not in inputs]
            if missing:
                logger.warning("Agent %s runs with missing dependencies: %s", agent.name, missing)
            result = await self._run_with_retries(agent, inputs, run_id)
            inputs |= result.output
            results.append(result)
        return results

    async def _run_with_retries(
        self, agent: Agent, inputs: dict[str, Any], run_id: str
    ) -> AgentResult:
        for attempt in range(1, MAX_ATTEMPTS + 1):
            try:
                output = await self._attempt(agent, inputs, run_id, attempt)
                return AgentResult(
                    run_id=run_id, agent=agent.name, attempts=attempt, ok=True, output=output
                )
            except Exception as error:
                kind = type(error).__name__
                logger.error("Agent %s failed: %s: %s", agent.name, kind, error, exc_info=True)
                if attempt < MAX_ATTEMPTS:
                    await asyncio.sleep(self._retry_delay_s * attempt)
        logger.error("Agent %s gave up after %d attempts", agent.name, MAX_ATTEMPTS)
        return AgentResult(
            run_id=run_id, agent=agent.name, attempts=MAX_ATTEMPTS, ok=False, output={}
        )

    async def _attempt(
        self, agent: Agent, inputs: dict[str, Any], run_id: str, attempt: int
    ) -> dict[str, Any]:
        try:
            return await agent.execute(inputs, self._llm_manager)
        except AgentError as error:
            context = ErrorContext(run_id=run_id, agent=agent, attempt=attempt, error=str(error))
            logger.warning("Agent %s needs attention: %s", agent.name, context.to_dict())
            raise
