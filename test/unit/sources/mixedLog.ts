import fc from 'fast-check';
import type { Entry } from '../../../src/logs/entry';

/** What one writer wrote at about one time: a few lines of a file. */
export type Part = readonly (Entry | string)[];

/** Parts of a log in the order of time: entries of several services, requests, and tracebacks line by line. */
export function parts({ hasText = false } = {}): fc.Arbitrary<Part[]> {
  const kinds = [message(), stack(), request(), traceback(), traceback(), loggers()];
  const part = fc.tuple(
    fc.oneof(...kinds, ...(hasText ? [text()] : [])),
    fc.constantFrom(0, 3, 70, 400, 90_000),
  );
  return fc.array(part, { minLength: 1, maxLength: 25 }).map((made) => {
    let ms = Date.UTC(2025, 8, 12, 4);
    return made.map(([make, gapMs], i) => {
      ms += gapMs;
      return make(ms, `p${i}`);
    });
  });
}

type Make = (ms: number, id: string) => Part;

function message(): fc.Arbitrary<Make> {
  const said = fc.constantFrom(
    'order 12 failed',
    'order 13 failed',
    'The ledger is closed',
    'café “x” {1}',
    'user bo is gone',
    'user ann is gone',
  );
  return fc
    .tuple(said, fc.constantFrom('INFO', 'ERROR', 'CRITICAL'), service(), fc.boolean())
    .map(([textPayload, severity, of, isTwice]) => (ms, insertId) => {
      const entry = { insertId, timestamp: at(ms), severity, textPayload, ...of };
      return isTwice ? [entry, entry] : [entry];
    });
}

function stack(): fc.Arbitrary<Make> {
  const raised = fc.tuple(fc.constantFrom('KeyError', 'Http2Error', 'Http3Error'), fc.nat(9), service());
  return raised.map(([type, line, of]) => (ms, insertId) => [
    {
      insertId,
      timestamp: at(ms),
      jsonPayload: {
        message: `${type}: 'user${line}'`,
        stack: `${type}: 'user${line}'\n    at load (/app/a.js:${line + 1}:7)`,
      },
      severity: 'ERROR',
      ...of,
    },
  ]);
}

function request(): fc.Arbitrary<Make> {
  return fc
    .tuple(
      fc.constantFrom(200, 500, 503),
      fc.constantFrom('/api/threads/12', '/api/threads/13', '/v2/a'),
      service(),
    )
    .map(([status, requestUrl, of]) => (ms, insertId) => [
      {
        insertId,
        timestamp: at(ms),
        httpRequest: { requestMethod: 'GET', requestUrl, status, latency: '0.02s' },
        ...of,
      },
    ]);
}

/** A traceback as a container writes it, each of its lines an entry. */
function traceback(): fc.Arbitrary<Make> {
  return fc.tuple(fc.constantFrom('load', 'save'), fc.constantFrom(0, 1, 20), service()).map(
    ([name, stepMs, of]) =>
      (ms, id) =>
        [
          'Traceback (most recent call last):',
          '  File "/app/a.py", line 1, in handler',
          `  File "/app/a.py", line 2, in ${name}`,
          `KeyError: ${id}`,
        ].map((textPayload, i) =>
          Object.assign(
            {
              insertId: `${id}-${i}`,
              timestamp: at(ms + i * stepMs),
              severity: 'ERROR' as const,
              logName: 'projects/p/logs/stderr',
              textPayload,
            },
            of,
          ),
        ),
  );
}

/** The record of a logger, which no platform wrapped. */
function loggers(): fc.Arbitrary<Make> {
  return fc
    .constantFrom(30, 50)
    .map((level) => (ms, id) => [
      JSON.stringify({ level, time: ms, 'logging.googleapis.com/insertId': id, msg: `job ${id} failed` }),
    ]);
}

function text(): fc.Arbitrary<Make> {
  return fc
    .constantFrom(
      'ERROR: not an entry',
      '{"broken": ',
      'Traceback (most recent call last):\n  File "/app/t.py", line 1, in f\nKeyError: 1',
      '',
    )
    .map((lines) => () => lines.split('\n'));
}

function service(): fc.Arbitrary<Pick<Entry, 'resource' | 'labels'>> {
  return fc.tuple(fc.constantFrom('api', 'web'), fc.nat(2)).map(([service_name, revision]) => ({
    resource: {
      type: 'cloud_run_revision',
      labels: { service_name, revision_name: `${service_name}-${revision}` },
    },
    labels: { instanceId: `${service_name}${revision}` },
  }));
}

function at(ms: number): string {
  return new Date(ms).toISOString();
}

/** The lines of parts, those of neighbours mixed as where several instances write one log. */
export function interleaved(log: readonly Part[]): (Entry | string)[] {
  const lines: (Entry | string)[] = [];
  for (let i = 0; i < log.length; i += 2) {
    const [a = [], b = []] = [log[i], log[i + 1]];
    if (!areMixed(a, b)) lines.push(...a, ...b);
    else
      for (let at = 0; at < Math.max(a.length, b.length); at++)
        lines.push(...a.slice(at, at + 1), ...b.slice(at, at + 1));
  }
  return lines;
}

export function written(lines: readonly (Entry | string)[]): string {
  return lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
}

/** Whether two parts were written at about one time. */
function areMixed(a: Part, b: Part): boolean {
  const [one, other] = [a[0], b[0]];
  if (typeof one !== 'object' || typeof other !== 'object') return false;
  return Date.parse(other.timestamp ?? '') - Date.parse(one.timestamp ?? '') < 50;
}
