/**
 * A log in the shapes that loggers write, for a thread to read before it is asked to read one: what reads logs is then
 * compiled. As JSON lines, of about 1 kB each, written into `memory` of `REHEARSAL_BYTES`. The same errors in each round, at
 * other lines of code: what is remembered of a line is not looked at again.
 */
export function rehearsalLog(round: number, memory: Buffer): Buffer {
  let length = 0;
  for (let at = round * LINES; at < (round + 1) * LINES; at++)
    length += memory.write(`${JSON.stringify(recordAt(at))}\n`, length);
  return memory.subarray(0, length);
}

const LINES = 1000;
const MOST_LINE_BYTES = 2500;
export const REHEARSAL_BYTES = LINES * MOST_LINE_BYTES;
const ERRORS = 40;

type Write = (error: number, at: number) => object;

/** A few errors happen often, and most of them rarely. */
function recordAt(at: number): object {
  const error = Math.floor(ERRORS ** (parseInt(hex(at, 7), 16) / 2 ** 28)) - 1;
  return WRITERS[at % WRITERS.length]?.(error, at) ?? {};
}

/** One record of each logger. */
const WRITERS: readonly Write[] = [
  (error, at) =>
    cloud(error, at, 'stderr', { textPayload: `Job ${id(at)} failed\n${pythonTrace(error, at)}` }),
  (error, at) =>
    cloud(error, at, 'stderr', {
      jsonPayload: {
        message: pythonTrace(error, at),
        logger: `shop.${noun(error)}`,
        levelname: 'ERROR',
        request_id: id(at),
        elapsed: at * 3,
      },
    }),
  (error, at) =>
    cloud(error, at, 'stderr', {
      jsonPayload: { message: sentence(error, at), stack: nodeTrace(error, at), pid: at % 60, reqId: id(at) },
    }),
  (error, at) =>
    cloud(error, at, 'stdout', {
      jsonPayload: {
        message: sentence(error, at),
        stack_trace: javaTrace(error, at),
        thread: `exec-${at % 9}`,
        loggerName: 'shop.Main',
      },
    }),
  (error, at) => cloud(error, at, 'stdout', { textPayload: sentence(error, at) }),
  (error, at) =>
    cloud(error, at, 'requests', {
      httpRequest: {
        requestMethod: at % 3 === 0 ? 'GET' : 'POST',
        requestUrl: `https://shop.example/v1/${noun(error)}s/${at}?page=${at % 7}`,
        status: 500 + (error % 4),
        latency: `${at % 20}.${100 + (at % 900)}s`,
        userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
        remoteIp: `192.0.2.${at % 256}`,
        responseSize: String(at * 7),
      },
    }),
  (error, at) => cloud(error, at, 'stderr', { textPayload: phpTrace(error, at) }),
  (error, at) =>
    cloud(error, at, 'stderr', {
      jsonPayload: { message: sentence(error, at), exception: dotnetTrace(error, at) },
    }),
  // What comes from a logger as it is: pino, zap, winston.
  (error, at) => ({
    level: 50,
    time: START_MS + at * 40,
    pid: at % 60,
    hostname: 'shop',
    err: { type: 'TypeError', message: sentence(error, at), stack: nodeTrace(error, at) },
    msg: `${noun(error)} failed`,
  }),
  (error, at) => ({
    level: 'error',
    ts: (START_MS + at * 40) / 1000,
    caller: `shop/${noun(error)}.go:${40 + error}`,
    msg: sentence(error, at),
    stacktrace: `main.${noun(error)}\n\t/app/${noun(error)}.go:${40 + error}\nmain.main\n\t/app/main.go:12`,
  }),
  (error, at) => ({
    level: 'warn',
    timestamp: timeOf(at),
    message: `${sentence(error, at)} "${noun(at)}" \u00e4 {"took":${at}}`,
    service: 'shop',
  }),
];

/** An entry as Cloud Logging's sink writes it. */
function cloud(error: number, at: number, log: string, payload: object): object {
  const service = `${noun(error % 4)}-service`;
  return {
    insertId: hex(at, 16),
    ...payload,
    resource: {
      type: 'cloud_run_revision',
      labels: {
        configuration_name: service,
        location: 'europe-west1',
        project_id: 'rehearsal',
        revision_name: `${service}-0000${at % 3}-abc`,
        service_name: service,
      },
    },
    timestamp: timeOf(at),
    severity: SEVERITIES[error % SEVERITIES.length],
    labels: { instanceId: hex(at % 50, 48), 'commit-sha': hex(at % 3, 40) },
    logName: `projects/rehearsal/logs/run.googleapis.com%2F${log}`,
    trace: `projects/rehearsal/traces/${hex(at, 32)}`,
    spanId: hex(at + 1, 16),
    traceSampled: at % 2 === 0,
    receiveTimestamp: timeOf(at + 9),
  };
}

const START_MS = Date.UTC(2026, 0, 5);
const SEVERITIES = ['ERROR', 'WARNING', 'CRITICAL'] as const;
const NOUNS = 'basket order invoice refund parcel coupon quote session account address'.split(' ');

function lineOf(error: number, at: number): number {
  return error * 9 + 400 * Math.floor(at / LINES);
}

function noun(at: number): string {
  return NOUNS[at % NOUNS.length] ?? '';
}

/** What varies in a sentence: ids, addresses, URLs, paths, quoted words, durations, sizes. */
function sentence(error: number, at: number): string {
  const [what, other] = [noun(error), noun(error + 3)];
  switch (error % 5) {
    case 0:
      return `No ${what} with id ${at} for user${at % 90}@shop.example after ${at % 50} ms`;
    case 1:
      return `Cannot read '${what}' of ${other} ${id(at)}: timed out at 192.0.2.${at % 256}:5432 (attempt ${at % 5})`;
    case 2:
      return `GET https://${what}.example/v${error}/${other}?id=${at}&q=${hex(at, 6)} answered 503 Service Unavailable, ${at} bytes`;
    case 3:
      return `${what}.${other}: cannot open /var/lib/${what}/${hex(at, 8)}.json, disk-${at % 3} is full [code=${error}, size=${at} MB]`;
    default:
      return `${what} "${other} ${at}" is locked by worker_${at % 12} since ${timeOf(at)}; rolled back`;
  }
}

function pythonTrace(error: number, at: number): string {
  const what = noun(error);
  const calls = Array.from({ length: 1 + (error % 5) }, (_, depth) => {
    const name = noun(error + depth);
    return `  File "/app/shop/${name}.py", line ${lineOf(error, at) + depth}, in ${name}_${what}\n    return await self.${name}(${what}_id)\n`;
  });
  const library =
    '  File "/usr/local/lib/python3.12/site-packages/httpx/_client.py", line 1629, in send\n    raise exc\n';
  return `Traceback (most recent call last):\n${calls.join('')}${library}shop.errors.${what}Error: ${sentence(error, at)}`;
}

function nodeTrace(error: number, at: number): string {
  const calls = Array.from({ length: 2 + (error % 5) }, (_, depth) => {
    const name = noun(error + depth);
    return `\n    at async ${name}Of (/app/dist/${name}.js:${lineOf(error, at) + depth}:${depth + 7})`;
  });
  return `TypeError: ${sentence(error, at)}${calls.join('')}\n    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)`;
}

function javaTrace(error: number, at: number): string {
  const calls = Array.from({ length: 3 + (error % 6) }, (_, depth) => {
    const name = noun(error + depth);
    return `\n\tat com.shop.${name}.Service.${name}(Service.java:${lineOf(error, at) + depth})`;
  });
  return `java.lang.IllegalStateException: ${sentence(error, at)}${calls.join('')}\nCaused by: java.io.IOException: ${noun(error)} is gone${calls[0]}`;
}

function phpTrace(error: number, at: number): string {
  const what = noun(error);
  return `PHP Fatal error:  Uncaught ${what}Exception: ${sentence(error, at)} in /app/src/${what}.php:${lineOf(error, at)}\nStack trace:\n#0 /app/src/${noun(error + 1)}.php(${error}): ${what}->load(${at})\n#1 {main}\n  thrown in /app/src/${what}.php on line ${lineOf(error, at)}`;
}

function dotnetTrace(error: number, at: number): string {
  const what = noun(error);
  return `System.InvalidOperationException: ${sentence(error, at)}\n   at Shop.${what}.Load(Int32 id) in /src/Shop/${what}.cs:line ${lineOf(error, at)}\n   at Shop.Program.Main(String[] args)`;
}

function timeOf(at: number): string {
  return `${new Date(START_MS + at * 40).toISOString().slice(0, -1)}${String(at * 37)
    .padStart(6, '0')
    .slice(-6)}Z`;
}

function id(at: number): string {
  return `${hex(at, 8)}-${hex(at + 1, 4)}-4${hex(at + 2, 3)}-a${hex(at + 3, 3)}-${hex(at + 4, 12)}`;
}

/** So many hexadecimal digits, other ones for each number. */
function hex(at: number, length: number): string {
  let state = at + 1;
  let digits = '';
  while (digits.length < length) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x297a2d39;
    digits += (state >>> 0).toString(16).padStart(8, '0');
  }
  return digits.slice(0, length);
}
