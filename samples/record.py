"""Records the logs of the sample incident: runs the service of netra-backend as it was deployed, makes
its errors happen over real connections on 127.0.0.1, and writes what Cloud Run would have logged.

    python3 samples/record.py            writes samples/netra-backend-logs
    python3 samples/record.py --check    compares with it, and says where it differs

Wants the Python of the service's container (3.11), git, and Node with the project's packages.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parent
LOGS = SAMPLES / "netra-backend-logs"
PYTHON = (3, 11)
SEED = 20250904

BEFORE, AFTER = "netra-backend-staging-00208-kqp", "netra-backend-staging-00209-zdn"

# When instances ran, in UTC; Cloud Run starts and stops them with the traffic.
INSTANCES = [
    (BEFORE, "2025-09-02T16:02:11Z", "2025-09-02T21:35:00Z"),
    (BEFORE, "2025-09-02T19:40:36Z", "2025-09-03T02:10:00Z"),
    (BEFORE, "2025-09-03T06:58:02Z", "2025-09-03T11:45:00Z"),
    (BEFORE, "2025-09-03T10:21:47Z", "2025-09-03T15:20:00Z"),
    (AFTER, "2025-09-03T15:24:40Z", "2025-09-03T20:05:00Z"),
    (AFTER, "2025-09-03T18:12:19Z", "2025-09-04T00:30:00Z"),
    (AFTER, "2025-09-04T06:44:53Z", "2025-09-04T11:10:00Z"),
    (AFTER, "2025-09-04T09:31:08Z", "2025-09-04T13:40:00Z"),
    (AFTER, "2025-09-04T12:05:27Z", "2025-09-04T15:55:00Z"),
]

USERS = ["user-3f8a12", "user-9c41d0", "user-b27e55", "user-04aa9f", "user-e6d3c8", "user-71f0be"]

MISSING_PAGES = [
    "/api/performance", "/api/health/metrics", "/api/stats", "/api/metrics/pipeline",
    "/api/metrics/agents", "/api/metrics", "/api/tasks", "/api/jobs", "/api/execution/status",
    "/api/agents/active",
]

# How often each scenario of recording/instance.py happened: before and after the deployment.
COUNTS = {
    "list_threads": (11, 16),
    "reconnect": (2, 9),
    "heartbeat_timeout": (2, 3),
    "second_tab": (3, 4),
    "say_goodbye": (4, 6),
    "ask_agent": (4, 5),
    "optimize": (1, 1),
    "auth_outage": (3, 5),
}
EXTRA = {"reconnect": {"attempts": 3}}
VISITS = [("/ws/beacon", 3, 5), ("/health", 4, 5), ("/ws/health", 2, 2), ("/ws/config", 1, 2)]

# A step takes less than this, so that steps of one instance do not overlap.
SLOT_S = 180


@dataclass
class Plan:
    """One instance and what is to happen on it: `(seconds since 1970, scenario, arguments)`."""

    revision: str
    start_s: float
    end_s: float
    steps: list[tuple[float, str, dict[str, Any]]] = field(default_factory=list)


def main() -> int:
    if "--instance" in sys.argv:
        from recording import instance

        instance.main()
        return 0
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--check", action="store_true", help="compare instead of writing")
    check = arguments.parse_args().check
    if sys.version_info[:2] != PYTHON:
        version = ".".join(map(str, sys.version_info[:2]))
        print(f"The logs are recorded with Python 3.11; this is {version}.", file=sys.stderr)
        return 2
    files = render(record())
    return compare(files) if check else write(files)


def record() -> list[dict[str, Any]]:
    """All entries, the oldest first."""
    from recording.entries import EntryWriter, Instance

    rng = random.Random(SEED)
    entries = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        deployed = check_out(root)
        for plan in make_plans(rng):
            code = root / plan.revision
            seen = run_instance(code, plan, rng.getrandbits(32))
            paths = {str(code): "/app", os.path.dirname(os.__file__): "/usr/local/lib/python3.11"}
            commit = deployed[plan.revision]
            instance = Instance(plan.revision, commit, f"{rng.getrandbits(388):097x}", paths)
            writer = EntryWriter(instance, rng)
            entries += writer.system(plan.start_s)
            entries += writer.step(None, seen[0])
            for (at_s, _, _), events in zip(plan.steps, seen[1:], strict=True):
                entries += writer.step(at_s, events)
    return sorted(entries, key=lambda entry: (in_order(entry["timestamp"]), entry["insertId"]))


def check_out(root: Path) -> dict[str, str]:
    """Lays out the sample and puts the code of each revision in a folder of its own."""
    repository = root / "repository"
    command = ["node", str(SAMPLES / "layOut.mjs"), str(repository)]
    deployed = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)["deployed"]
    for revision, commit in deployed.items():
        command = ["git", "-C", str(repository), "worktree", "add", "--quiet", "--detach"]
        subprocess.run([*command, str(root / revision), commit], check=True)
    return deployed


def make_plans(rng: random.Random) -> list[Plan]:
    """Spreads what happened over the instances of each revision."""
    plans = [Plan(revision, seconds(start), seconds(end)) for revision, start, end in INSTANCES]
    for column, revision in enumerate((BEFORE, AFTER)):
        steps = [
            (scenario, {"user": rng.choice(USERS), **EXTRA.get(scenario, {})})
            for scenario, counts in COUNTS.items()
            for _ in range(counts[column])
        ]
        steps += [("get", {"path": path}) for path, *counts in VISITS for _ in range(counts[column])]
        steps += [("get", {"path": path}) for path in MISSING_PAGES[column * 3 :]]
        if revision == AFTER:
            steps.append(("get", {"path": "/api/threads", "method": "DELETE"}))
        slots = [
            (plan, slot)
            for plan in plans
            if plan.revision == revision
            for slot in range(1, int(plan.end_s - plan.start_s) // SLOT_S)
        ]
        for (plan, slot), step in zip(rng.sample(slots, len(steps)), steps, strict=True):
            plan.steps.append((plan.start_s + slot * SLOT_S + rng.uniform(0, 30), *step))
    for plan in plans:
        plan.steps.sort(key=lambda step: step[0])
    return plans


def run_instance(code: Path, plan: Plan, seed: int) -> list[list[dict[str, Any]]]:
    """Runs one instance in a process of its own; see recording/instance.py."""
    steps = [{"scenario": scenario, "with": arguments} for _, scenario, arguments in plan.steps]
    task = json.dumps({"root": str(code), "seed": seed, "steps": steps})
    # No proxy or other setting of this machine is to reach the service.
    environment = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-B", str(Path(__file__).resolve()), "--instance"],
        input=task, env=environment, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        timeout=120,
    )
    return json.loads(done.stdout)


def render(entries: list[dict[str, Any]]) -> dict[str, str]:
    """The same entries twice: as `gcloud logging read --format json` and as a sink writes them."""
    newest_first = json.dumps(entries[::-1], indent=2, sort_keys=True, ensure_ascii=False)
    lines = [json.dumps(entry, sort_keys=True, ensure_ascii=False) for entry in entries]
    return {"staging.json": newest_first + "\n", "staging.ndjson": "\n".join(lines) + "\n"}


def write(files: dict[str, str]) -> int:
    LOGS.mkdir(exist_ok=True)
    for name, text in files.items():
        (LOGS / name).write_bytes(text.encode())
    print(f"Recorded {files['staging.ndjson'].count(chr(10))} entries in {LOGS}.")
    return 0


def compare(files: dict[str, str]) -> int:
    """0 where the files are the ones that are checked in; says the first difference otherwise."""
    for name, text in files.items():
        path = LOGS / name
        recorded = path.read_bytes().decode() if path.exists() else ""
        if recorded == text:
            continue
        pairs = enumerate(zip([*recorded.split("\n"), ""], [*text.split("\n"), ""]), 1)
        line, (then, now) = next(((n, pair) for n, pair in pairs if pair[0] != pair[1]), (0, ("", "")))
        print(
            f"{name} is not what the service logs now. Line {line} is\n  {then.strip()}\n"
            f"in the file, and now\n  {now.strip()}\n"
            "Run python3 samples/record.py where the change is wanted.",
            file=sys.stderr,
        )
        return 1
    print("The recorded logs are what the service logs now.")
    return 0


def seconds(time: str) -> float:
    return datetime.fromisoformat(time).timestamp()


def in_order(timestamp: str) -> str:
    """A timestamp with nine digits, which sorts as a text."""
    whole, _, fraction = timestamp.removesuffix("Z").partition(".")
    return f"{whole}.{fraction:0<9}"


if __name__ == "__main__":
    sys.exit(main())
