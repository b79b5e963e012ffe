import { Random } from './random';

/**
 * A log that is out to break its reader, of any size. It starts and ends with a good entry, "The ledger is
 * closed", so that a reader can be asked whether it still reads what is well.
 */
export interface HostileLog {
  readonly what: string;
  /** What `size` counts. */
  readonly unit: 'bytes' | 'lines';
  /** The log in pieces, about as many bytes or as many lines as asked for, and the good ones. */
  pieces(size: number): Iterable<string | Buffer>;
}

/** An entry that any reader can read, the first or the last of a log. */
function good(insertId: 'first' | 'last'): string {
  return `${JSON.stringify({
    timestamp: '2026-03-02T04:00:00Z',
    severity: 'ERROR',
    insertId,
    logName: 'projects/p/logs/stderr',
    textPayload: 'The ledger is closed',
  })}\n`;
}

const FIRST = good('first');
const LAST = good('last');

/** A single record that is longer than any should be. */
export const LONG_RECORDS: readonly HostileLog[] = [
  bytes('a line of text without an end', '', 'x', ''),
  bytes('a line of JSON with a long message', '{"severity":"ERROR","message":"', 'x', '"}\n'),
  bytes('a line of JSON with many fields', '{"severity":"ERROR","message":"m"', ',"a":1', '}\n'),
  bytes('brackets that are opened and never closed', '', '[', '\n'),
  bytes('objects that are opened and never closed', '', '{"a":', '\n'),
  bytes('a string that is opened and never closed', '{"message":"', '\\"', '\n'),
];

/** Records that are well formed, and not what a reader expects. */
export const ODD_RECORDS: readonly HostileLog[] = [
  lines('JSON 10,000 deep', () => `{"severity":"ERROR","message":"deep","a":${nested(10_000)}}`),
  lines('a message 10,000 deep', () => `{"severity":"ERROR","message":${nested(10_000)}}`),
  lines(
    "fields named as every object's",
    (at) =>
      `{"severity":"ERROR","message":"odd names","__proto__":{"polluted":${at}},"constructor":{"prototype":{"polluted":1}},"hasOwnProperty":1,"toString":"x","valueOf":null}`,
  ),
  lines(
    "an entry with labels named as every object's",
    (at) =>
      `{"severity":"ERROR","textPayload":"__proto__ failed","insertId":"${at}","labels":{"__proto__":"x","constructor":"y"},"resource":{"type":"__proto__","labels":{"service_name":"constructor","revision_name":"__proto__","hasOwnProperty":"z"}},"trace":"__proto__"}`,
  ),
  lines(
    'lone surrogates, escaped',
    () => String.raw`{"severity":"ERROR","message":"\ud800 failed \udfff\ud800"}`,
  ),
  {
    what: 'lone surrogates, as bytes',
    unit: 'lines',
    *pieces(size) {
      const line = Buffer.concat([
        Buffer.from('{"severity":"ERROR","message":"'),
        Buffer.from([0xed, 0xa0, 0x80, 0xff]),
        Buffer.from(` failed ${'as ever '.repeat(20)}"}\n`),
      ]);
      yield FIRST;
      for (let at = 0; at < size; at++) yield line;
      yield LAST;
    },
  },
  {
    what: 'a list, all on one line',
    unit: 'lines',
    *pieces(size) {
      yield `[${FIRST.trimEnd()}`;
      for (let at = 0; at < size; at++) yield `,{"severity":"ERROR","message":"order ${at} failed"}`;
      yield `,${LAST.trimEnd()}]`;
    },
  },
  {
    what: 'a list of lists that are not closed',
    unit: 'lines',
    *pieces(size) {
      yield `[\n${FIRST}`;
      for (let at = 0; at < size; at++) yield `,[[[[{"severity":"ERROR","message":"order ${at} failed"}`;
      yield `,\n${LAST}]`;
    },
  },
  lines('NULs, escaped', () => String.raw`{"severity":"ERROR","message":"order\u0000 failed\u0000"}`),
  lines('NULs, as bytes', () => '2026-03-02 04:00:00,000 ERROR order \0 failed'),
  lines(
    'numbers beyond all bounds',
    (at) => `{"level":1e999,"message":"m","time":${at}e300,"status":-1e308}`,
  ),
  lines(
    'times that are none',
    () => '{"severity":"ERROR","timestamp":"9999-99-99T99:99:99.9Z","message":"m"}',
  ),
  lines('a traceback without an end', (at) =>
    at === 0 ? 'Traceback (most recent call last):' : `  File "/app/a.py", line ${at}, in f`,
  ),
  lines('a traceback without an end, an entry a line', (at) =>
    JSON.stringify({
      timestamp: '2026-03-02T04:00:00Z',
      insertId: `${at}`,
      severity: 'ERROR',
      textPayload:
        at === 0 ? 'Traceback (most recent call last):' : `  File "/app/a.py", line ${at}, in f\n    g()`,
    }),
  ),
  lines('an entry in parts that never ends', (at) =>
    JSON.stringify({
      timestamp: '2026-03-02T04:00:00Z',
      insertId: `${at}`,
      severity: 'ERROR',
      textPayload: 'part',
      split: { uid: 'one', index: at, totalSplits: 1e9 },
    }),
  ),
];

/** Entries that have nothing in common, so that what is kept of each adds up. */
export const DISTINCT_ENTRIES: readonly HostileLog[] = [
  distinct('messages of other words', (random) => words(random, 8)),
  distinct('messages of other lengths', (random) => words(random, random.between(2, 30))),
  distinct(
    'messages that differ in one word',
    (random) => `The colour ${random.letters(8)} is not on the palette`,
  ),
  distinct(
    'messages that differ in two words',
    (random) => `No ${random.letters(8)} on the ${random.letters(8)} palette`,
  ),
  distinct(
    'messages that differ in their first word',
    (random) => `${random.letters(9)} is not on the palette`,
  ),
  distinct('Python stacks', (random) =>
    [
      'Traceback (most recent call last):',
      `  File "/app/${random.letters(8)}.py", line 1, in ${random.letters(8)}`,
      '    raise error',
      `${random.letters(6)}Error: failed`,
    ].join('\n'),
  ),
  lines('requests of other routes', (at) => {
    const random = new Random(at);
    const requestUrl = `https://h.example/${random.letters(6)}/${random.letters(6)}`;
    return JSON.stringify({
      severity: 'ERROR',
      insertId: `${at}`,
      httpRequest: { status: 500, requestMethod: 'GET', requestUrl },
    });
  }),
  lines('services, revisions and instances', (at) => {
    const random = new Random(at);
    const labels = {
      service_name: random.letters(9),
      revision_name: random.letters(9),
      pod_name: random.letters(9),
    };
    return JSON.stringify({
      severity: 'ERROR',
      insertId: `${at}`,
      textPayload: 'failed',
      trace: random.letters(9),
      resource: { labels },
    });
  }),
];

/** Beginnings of something that is then not there, over and over: a pattern that tries again at each takes ages. */
export const BAITS: readonly string[] = [
  ' ',
  '\\',
  '"',
  "'",
  '(',
  '<*> ',
  'a.',
  'a/',
  'a:1',
  'a-1-',
  '1.',
  '1:',
  '2026-',
  '@a.',
  'a@',
  '://',
  'http://',
  '%2F',
  '  at ',
  'at f (',
  'File "',
  'in f\n',
  '\n\n',
  '\tat a.b(',
  'Caused by: ',
  'Error: ',
  'Traceback (most recent call last):\n',
  '\u001B[0',
  '\u00E9\u0301',
  '{"a":',
  'x=1, ',
  '#0 ',
  'panic: ',
  'goroutine 1 [running]:\n',
];

/** One entry whose message is a bait, over and over, up to a length. */
export function baited(bait: string, length: number): string {
  const message = `order failed ${bait.repeat(Math.ceil(length / bait.length))} end`;
  return `${JSON.stringify({ timestamp: '2026-03-02T04:00:00Z', severity: 'ERROR', jsonPayload: { message, at: 1 } })}\n`;
}

function bytes(what: string, start: string, again: string, end: string): HostileLog {
  return {
    what,
    unit: 'bytes',
    *pieces(size) {
      const piece = again.repeat(PIECE_BYTES / again.length);
      yield FIRST + start;
      for (let left = size; left > 0; left -= piece.length) {
        yield left >= piece.length ? piece : again.repeat(left / again.length);
      }
      yield `${end}\n${LAST}`;
    },
  };
}

const PIECE_BYTES = 1024 * 1024;

function lines(what: string, line: (at: number) => string): HostileLog {
  return {
    what,
    unit: 'lines',
    *pieces(size) {
      yield FIRST;
      for (let at = 0; at < size; at++) yield `${line(at)}\n`;
      yield LAST;
    },
  };
}

function distinct(what: string, message: (random: Random) => string): HostileLog {
  return lines(what, (at) =>
    JSON.stringify({
      timestamp: new Date(Date.UTC(2026, 2, 2) + at * 100).toISOString(),
      insertId: `${at}`,
      severity: 'ERROR',
      jsonPayload: { message: message(new Random(at)), thread: 'main' },
    }),
  );
}

function words(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.letters(random.between(3, 9))).join(' ');
}

function nested(depth: number): string {
  return '[{"a":'.repeat(depth / 2) + '1' + '}]'.repeat(depth / 2);
}
