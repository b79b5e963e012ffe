import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode } from '../../../src/logs/decode';
import type { Entry } from '../../../src/logs/entry';
import { fingerprint, maskedRequest } from '../../../src/logs/fingerprint';
import { momentOf } from '../../../src/logs/moment';
import { readEvent } from '../../../src/logs/readEvent';
import { hashOf } from '../../../src/logs/recordHash';
import { RecordScan } from '../../../src/logs/recordScan';
import { isRelevant } from '../../../src/logs/relevance';
import { Stitch } from '../../../src/logs/stitch';
import { variants } from './records';

const text = (message: string): string => JSON.stringify({ severity: 'ERROR', textPayload: message });

/** Records that differ in what varies alone. */
const SAME: readonly (readonly [string, string])[] = [
  [text('order 12 of ana@example.com failed'), text('order 7 of bo@example.com failed')],
  [text('GET https://a.example/x(1)?y=1 failed'), text('GET http://b.example/2,z failed')],
  [text('"GET /api/threads/12 HTTP/1.1" 500 17'), text('"GET /api/threads/9 HTTP/1.1" 500 3')],
  [text('\u001b[31mERROR\u001b[0m order 12'), text('\u001b[31mERROR\u001b[0m order a9')],
  [text('E: x\n    at f (/app/a.js:12:7)'), text('E: x\n    at f (/app/a.js:9:31)')],
  [
    text('order 12 {"stack":["E: x","    at f (/app/a.js:12:7)"]}'),
    text('order 7 {"stack":["E: x","    at f (/app/a.js:9:31)"]}'),
  ],
  [
    '{"level":50,"time":1757649602118,"pid":7,"msg":"x failed"}',
    '{"level":50,"time":1757649602119,"pid":8,"msg":"x failed"}',
  ],
];

/** Records that differ in what makes them another pattern, or more or less severe. */
const APART: readonly (readonly [what: string, string, string])[] = [
  ['levels', '{"level":40,"msg":"x"}', '{"level":50,"msg":"x"}'],
  ['levels in colours', text('\u001b[31mERROR\u001b[0m x'), text('\u001b[32mINFO\u001b[0m x')],
  [
    'functions in a stack behind a message',
    text('order {"stack":["E: x","    at f1 (/app/a.js:12:7)"]}'),
    text('order {"stack":["E: x","    at f2 (/app/a.js:12:7)"]}'),
  ],
  ['words behind a colour', text('\u001b[31mfailed'), text('\u001b[31mended')],
  ['priorities of syslog', text('<11>1 x'), text('<14>1 x')],
  [
    'statuses',
    '{"httpRequest":{"requestUrl":"/","status":500}}',
    '{"httpRequest":{"requestUrl":"/","status":503}}',
  ],
  ['statuses of access lines', text('"GET / HTTP/1.1" 500 17'), text('"GET / HTTP/1.1" 503 17')],
  ['versions in routes', text('"GET /v1/a HTTP/1.1" 500'), text('"GET /v2/a HTTP/1.1" 500')],
  [
    'exceptions with a digit',
    text('Http2Error: x\n    at f (a.js:1:1)'),
    text('Http3Error: x\n    at f (a.js:1:1)'),
  ],
  [
    'exceptions with a code',
    text('Uncaught Io2 [ERR_X]: x\n    at f (a.js:1:1)'),
    text('Uncaught Io3 [ERR_X]: x\n    at f (a.js:1:1)'),
  ],
  [
    'exceptions of a thread',
    text('Exception in thread "main" a.Io2: x\n\tat a.b(c.java:1)'),
    text('Exception in thread "main" a.Io3: x\n\tat a.b(c.java:1)'),
  ],
  [
    'exceptions behind words',
    text('it failed with a terrible Http2Error\n    at f (a.js:1:1)'),
    text('it failed with a terrible Http3Error\n    at f (a.js:1:1)'),
  ],
  [
    "Ruby's exceptions",
    text("a.rb:1:in 'f': x (App::E2)\n\tfrom b.rb:2:in 'g'"),
    text("a.rb:1:in 'f': x (App::E3)\n\tfrom b.rb:2:in 'g'"),
  ],
  [
    "Ruby's methods",
    text("a.rb:1:in 'f1'\nb.rb:2:in 'g2': x (E)"),
    text("a.rb:1:in 'f1'\nb.rb:2:in 'g3': x (E)"),
  ],
  [
    "Go's methods",
    text('panic: x\n\ngoroutine 1 [running]:\nmain.(*T).get1()\n\t/a.go:1'),
    text('panic: x\n\ngoroutine 1 [running]:\nmain.(*T).get2()\n\t/a.go:1'),
  ],
  [
    "Go's receivers",
    text('panic: x\n\ngoroutine 1 [running]:\nmain.(*Http2).get()\n\t/a.go:1'),
    text('panic: x\n\ngoroutine 1 [running]:\nmain.(*Http3).get()\n\t/a.go:1'),
  ],
  [
    'functions with a digit',
    text('E: x\n    at handler1 (a.js:1:1)'),
    text('E: x\n    at handler2 (a.js:1:1)'),
  ],
  [
    'stacks in a field named trace',
    '{"msg":"x","trace":"E: x\\n    at f (a.js:1:1)"}',
    '{"msg":"x","trace":"E: x\\n    at g (a.js:1:1)"}',
  ],
  [
    'stacks in any field',
    '{"msg":"x","a":{"b":"E: x\\n    at f (a.js:1:1)"}}',
    '{"msg":"x","a":{"b":"E: x\\n    at g (a.js:1:1)"}}',
  ],
  ['services', '{"msg":"x","service":"a"}', '{"msg":"x","service":"b"}'],
];

/** Records of which more counts than a scan can tell. */
const PARSED: readonly (readonly [what: string, line: string])[] = [
  [
    'a record without a message, of which every field is shown',
    '{"level":"error","time":"2025-09-12T04:00:02Z","a":"b"}',
  ],
  ['a record with a blank message', '{"level":"error","message":" ","a":"b"}'],
  ['a message in a field of another', '{"level":"error","a":{"message":"x"}}'],
  ['a record in a message', '{"message":"{\\"a\\":1}"}'],
  ['a record of the journal', '{"__REALTIME_TIMESTAMP":"1757649600118546","MESSAGE":"x","PRIORITY":"3"}'],
  ["loguru's record", '{"text":"x","record":{"time":{"timestamp":1757649600.1},"message":"x"}}'],
  ['a part of an entry that was cut', '{"textPayload":"x","split":{"uid":"a","index":0,"totalSplits":2}}'],
  ['an entry whose time has the name of a logger', '{"textPayload":"x","time":"2025-09-12T04:00:02Z"}'],
  ['a time in another form', '{"message":"x","time":"2025-09-12 04:00:02,118"}'],
  ['a second that no clock shows', '{"message":"x","time":"2025-09-12T04:00:60Z"}'],
  ['a name with an escape', '{"mess\\u0061ge":"x"}'],
  ['an end without a brace', '{"message":"x"'],
  ['a string without an end', '{"message":"x'],
];

describe('RecordScan', () => {
  it('gives one form to records of one pattern, severity, service and request alone', () => {
    let sameCount = 0;
    fc.assert(
      fc.property(variants(), ({ line, other }) => {
        const form = formOf(line);
        if (form === undefined || form !== formOf(other) || line === other) return;
        sameCount++;
        assert.deepEqual(meaningOf(other), meaningOf(line));
      }),
      {
        numRuns: 1500,
        examples: SAME.map(([line, other]) => [{ line, other }]),
      },
    );
    assert.ok(sameCount > 50, `only ${sameCount} had one form`);
  });

  for (const [what, a, b] of APART) {
    it(`tells ${what} apart`, () => assert.notEqual(formOf(b) ?? 'parsed', formOf(a)));
  }

  for (const [a, b] of SAME) {
    it(`takes ${b} for ${a}`, () => {
      assert.notEqual(formOf(a), undefined);
      assert.equal(formOf(b), formOf(a));
    });
  }

  it('reads the time that the entry has, to the nanosecond', () => {
    fc.assert(
      fc.property(variants(), ({ line }) => {
        const scanned = scan(line);
        const entry = entryIn(line);
        if (scanned === undefined || !entry) return;
        const { seconds, nanos } = scanned;
        assert.deepEqual({ seconds, nanos: Math.round(nanos) }, momentOf(entry.timestamp ?? ''));
      }),
      { numRuns: 500 },
    );
  });

  it('takes no record for whole that may be a part of an event', () => {
    fc.assert(
      fc.property(variants(), ({ line }) => {
        const entry = entryIn(line);
        const waits = entry !== undefined && new Stitch().push(entry).length === 0;
        if (waits) assert.notEqual(scan(line)?.isLine, false);
      }),
      { numRuns: 500 },
    );
  });

  for (const [what, line] of PARSED) {
    it(`leaves ${what} to a parser`, () => assert.equal(scan(line), undefined));
  }

  it('ends where the record ends, or says that it is none, whatever the bytes are', () => {
    const garbage = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.constantFrom('{', '}', '"', '\\', ',', ':', '[', ']', '\\u00').map((text) => Buffer.from(text)),
    );
    const broken = fc.tuple(variants(), fc.nat(), garbage, fc.nat(9)).map(([{ line }, at, bytes, left]) => {
      const record = Buffer.from(line);
      const cut = at % (record.length + 1);
      return Buffer.concat([record.subarray(0, cut), bytes, record.subarray(cut + left)]);
    });
    fc.assert(
      fc.property(broken, (record) => {
        const bytes = Buffer.concat([
          Buffer.from('{"'),
          record.filter((byte) => byte !== 0x0a),
          Buffer.from('\n{"message":"next"}\n'),
        ]);
        const start = 2;
        const end = bytes.indexOf('\n');
        if (bytes[start] !== 0x7b) return;
        const after = scanner.scan(put(bytes), start);
        assert.ok(after === -1 || (after > start && after <= end), `${after} of ${end}`);
        if (after < 0) return;
        assert.equal(bytes[after - 1], 0x7d);
      }),
      { numRuns: 500 },
    );
  });

  it('reads on in memory that has grown', () => {
    const scan = new RecordScan();
    for (const length of [10, 1_000_000]) {
      const line = JSON.stringify({ trace: 'a', message: 'x'.repeat(length) });
      const memory = scan.memoryFor(line.length + 1);
      memory.write(`${line}\n`);
      assert.equal(scan.scan(memory, 0), line.length);
      assert.equal(scan.trace, hashOf('a'));
    }
  });

  it('gives a name the hash that `hashOf` gives it', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('a', '12345678', 'x'.repeat(16)),
    );
    fc.assert(
      fc.property(name, (trace) => {
        const line = JSON.stringify({ message: 'x', trace });
        // What an escape stands for is not read.
        if (line.includes('\\')) return;
        assert.notEqual(scan(line), undefined);
        assert.equal(scanner.trace, hashOf(trace));
      }),
    );
  });

  it('reads a record the same wherever it stands in the bytes', () => {
    fc.assert(
      fc.property(variants(), fc.nat(9), ({ line }, before) => {
        const form = formOf(line);
        const bytes = put(Buffer.from(`${' '.repeat(before)}${line}\n`));
        const after = scanner.scan(bytes, before);
        assert.equal(after < 0 ? undefined : `${scanner.formHigh} ${scanner.formLow}`, form);
      }),
      { numRuns: 200 },
    );
  });
});

const scanner = new RecordScan();

/** The bytes in the scanner's memory, where others stood before. */
function put(bytes: Buffer): Buffer {
  const memory = scanner.memoryFor(bytes.length);
  bytes.copy(memory);
  return memory;
}

/** What a scan reads; undefined of what takes a parser. */
function scan(
  line: string,
): (Pick<RecordScan, 'seconds' | 'nanos' | 'isLine'> & { form: string }) | undefined {
  const bytes = Buffer.from(`${line}\n`);
  const after = scanner.scan(put(bytes), 0);
  if (after < 0) return undefined;
  assert.equal(after, bytes.length - 1);
  const { formHigh, formLow, seconds, nanos, isLine } = scanner;
  return { form: `${formHigh} ${formLow}`, seconds, nanos, isLine };
}

function formOf(line: string): string | undefined {
  return scan(line)?.form;
}

function entryIn(line: string): Entry | undefined {
  const decoded = decode(JSON.parse(line));
  return 'entry' in decoded ? decoded.entry : undefined;
}

/** All that is counted of an event by its form. */
function meaningOf(line: string): unknown {
  const entry = entryIn(line);
  const event = entry && readEvent([entry]);
  if (!event) return undefined;
  return {
    key: fingerprint(event).key,
    severity: event.severity,
    isShown: [isRelevant(event, 'ERROR'), isRelevant(event, 'EMERGENCY')],
    request: event.request && maskedRequest(event.request),
    service: event.service,
  };
}
