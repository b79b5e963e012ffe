import type { Entry } from '../../../src/logs/entry';
import { address, messageOf, uuid, type Message } from './message';
import type { Random } from './random';
import { javaTrace, nodeTrace, pythonTrace, raised, type WriteTrace } from './trace';
import { nth, NOUNS, SERVICES, VERBS } from './words';

/** An error that the generator knows: its entries are to be one pattern, and no other entry is to be in it. */
export interface KnownError {
  readonly service: string;
  readonly severity: 'WARNING' | 'ERROR' | 'CRITICAL';
  readonly isRequest: boolean;
  /** What an entry says of the error when it happens once more; `moved` lines lower than in the first deployment. */
  happen(random: Random, moved: number): Partial<Entry>;
}

/** The same 200 errors at each call, of all kinds, in an order that is theirs by frequency. */
export function knownErrors(): readonly KnownError[] {
  const errors = KINDS.flatMap(({ count, make }, kind) =>
    Array.from({ length: count }, (_, at) => known(kind * 80 + at, make)),
  );
  // 89 has no divisor in common with 200: each error comes once, and those of a kind stand apart.
  return errors.map((_, rank) => nth(errors, rank * 89));
}

function known(index: number, make: (index: number) => KnownError['happen']): KnownError {
  return {
    service: nth(SERVICES, index * 5),
    severity: nth(['ERROR', 'WARNING', 'ERROR', 'CRITICAL', 'ERROR'] as const, index),
    isRequest: make === request,
    happen: make(index),
  };
}

const KINDS: readonly { readonly count: number; readonly make: (index: number) => KnownError['happen'] }[] = [
  { count: 76, make: loggedTraceback },
  { count: 32, make: printedTraceback },
  { count: 28, make: nodeError },
  { count: 16, make: javaError },
  { count: 34, make: text },
  { count: 14, make: request },
];

const PYTHON_TYPES = [
  'KeyError',
  'TimeoutError',
  'ValueError',
  'AttributeError',
  'asyncpg.exceptions.DeadlockDetectedError',
  'httpx.ReadTimeout',
  'pydantic_core._pydantic_core.ValidationError',
  'redis.exceptions.ConnectionError',
  'sqlalchemy.exc.IntegrityError',
  'app.errors.Conflict',
  'app.errors.NotAllowed',
] as const;
const NODE_TYPES = [
  'TypeError',
  'Error',
  'RangeError',
  'MongoNetworkError',
  'FetchError',
  'AbortError',
] as const;
const JAVA_TYPES = [
  'java.lang.IllegalStateException',
  'java.io.UncheckedIOException',
  'java.sql.SQLTransientConnectionException',
  'io.grpc.StatusRuntimeException',
  'com.example.api.OutdatedException',
] as const;

/** A Python logger's JSON, with the traceback in its message. */
function loggedTraceback(index: number): KnownError['happen'] {
  const trace = traceOf(index, PYTHON_TYPES, pythonTrace);
  const logger = `app.${nth(NOUNS, index)}`;
  return (random, moved) => ({
    jsonPayload: {
      message: trace(random, moved).text,
      logger,
      levelname: 'ERROR',
      request_id: uuid(random),
      elapsed_ms: random.below(60_000),
    },
  });
}

/** A traceback on stderr, below the line that announces it. */
function printedTraceback(index: number): KnownError['happen'] {
  const trace = traceOf(index, PYTHON_TYPES, pythonTrace);
  const task = `${nth(VERBS, index)}_${nth(NOUNS, index)}`;
  return (random, moved) => ({
    textPayload: `Task ${task}[${uuid(random)}] raised an unexpected error\n${trace(random, moved).text}`,
  });
}

/** A Node logger's JSON, with message and stack. */
function nodeError(index: number): KnownError['happen'] {
  const trace = traceOf(index, NODE_TYPES, nodeTrace);
  return (random, moved) => {
    const { message, text } = trace(random, moved);
    return { jsonPayload: { message, stack: text, pid: random.between(1, 40), reqId: uuid(random) } };
  };
}

/** A Java logger's JSON, with the stack in a field of its own. */
function javaError(index: number): KnownError['happen'] {
  const trace = traceOf(index, JAVA_TYPES, javaTrace);
  return (random, moved) => {
    const { message, text } = trace(random, moved);
    const thread = `pool-${random.between(1, 4)}-thread-${random.between(1, 64)}`;
    return { jsonPayload: { message, stack_trace: text, thread, loggerName: 'com.example.Main' } };
  };
}

/** A sentence. */
function text(index: number): KnownError['happen'] {
  const message = messageOf(index);
  return (random) => ({ textPayload: message(random) });
}

/** A request that failed, as the load balancer saw it. */
function request(index: number): KnownError['happen'] {
  const requestMethod = nth(['GET', 'POST', 'PUT'], index);
  const status = nth([500, 502, 503, 504], index);
  const [before, after] = [`${nth(NOUNS, index)}s`, nth(VERBS, index * 3)];
  return (random) => ({
    httpRequest: {
      requestMethod,
      requestUrl: `https://api.example/v2/${before}/${random.below(1e6)}/${after}?page=${random.below(50)}&t=${random.hex(6)}`,
      status,
      latency: `${random.below(30)}.${random.between(100, 999)}s`,
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      remoteIp: address(random),
      serverIp: address(random),
      requestSize: String(random.between(200, 9000)),
      responseSize: String(random.between(100, 3000)),
      protocol: 'HTTP/1.1',
    },
  });
}

/** One error in ten is raised in a function that calls itself. */
function traceOf(
  index: number,
  types: readonly string[],
  write: WriteTrace,
): (random: Random, moved: number) => { message: string; text: string } {
  const place = raised(index, types);
  const sentence: Message = messageOf(index);
  const isRecursive = index % 10 === 7;
  return (random, moved) => {
    const message = sentence(random);
    return { message, text: write(place, message, moved, isRecursive ? random.below(5) : 0) };
  };
}
