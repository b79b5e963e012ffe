import type { Entry } from '../../src/logs/entry';

const KINDS = 60;

/**
 * Log entries as Cloud Run writes them, the same for the same numbers: tracebacks, structured errors, request logs and
 * chatter, of `KINDS` different errors, with ids, times and addresses that differ in every entry.
 */
export function* generateEntries(count: number): Generator<Entry> {
  let state = 42;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let index = 0; index < count; index++) {
    // Few kinds are frequent, most are rare, as in real logs.
    const kind = Math.floor(KINDS * (random(1000) / 1000) ** 3);
    const at = new Date(Date.UTC(2025, 0, 1) + index * 37).toISOString();
    yield {
      timestamp: at.replace('Z', `${String(random(1_000_000)).padStart(6, '0')}Z`),
      insertId: `e${index.toString(36)}${random(1e9).toString(36)}`,
      logName: 'projects/bench/logs/run.googleapis.com%2Fstderr',
      resource: {
        type: 'cloud_run_revision',
        labels: {
          project_id: 'bench',
          service_name: `service-${kind % 4}`,
          revision_name: `rev-0000${kind % 3}`,
        },
      },
      labels: { instanceId: `instance-${random(8)}` },
      ...payload(kind, random),
    };
  }
}

function payload(kind: number, random: (below: number) => number): Partial<Entry> {
  const user = `user-${random(1e6)}`;
  switch (kind % 4) {
    case 0:
      return { severity: 'ERROR', textPayload: traceback(kind, user, random) };
    case 1:
      return {
        severity: 'ERROR',
        jsonPayload: {
          message: `Job ${kind} failed for ${user}`,
          exc_info: traceback(kind, user, random),
          level: 'error',
        },
      };
    case 2:
      return {
        severity: 'ERROR',
        httpRequest: {
          requestMethod: 'GET',
          requestUrl: `https://x.example/api/k${'abcdefgh'[kind % 8]}${LETTERS[kind % 26]}/${random(1e6)}?q=${user}`,
          status: 500,
        },
      };
    default:
      return {
        severity: 'INFO',
        textPayload: `Served ${user} in ${random(400)} ms, cache ${LETTERS[kind % 26]}`,
      };
  }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function traceback(kind: number, user: string, random: (below: number) => number): string {
  const name = `handle_${LETTERS[kind % 26]}${LETTERS[Math.floor(kind / 26)]}`;
  return [
    'Traceback (most recent call last):',
    ...[1, 2, 3].map(
      (depth) =>
        `  File "/app/service/part_${LETTERS[(kind + depth) % 26]}.py", line ${10 * depth + random(3)}, in ${name}_${depth}\n    result = call(${depth})`,
    ),
    `  File "/usr/local/lib/python3.11/asyncio/tasks.py", line ${300 + random(9)}, in __step`,
    `ValueError: ${name} got nothing for ${user}`,
  ].join('\n');
}
