import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BadRecord, Entry } from '../../../src/logs/entry';
import type { LogEvent } from '../../../src/logs/event';
import { readEvent } from '../../../src/logs/readEvent';
import { Stitch } from '../../../src/logs/stitch';
import { readerOf, sniffFormat } from '../../../src/sources/fileFormat';
import { type FileFormat, FORMATS } from '../../../src/sources/formats';
import { SAMPLES } from './formats';

const NOW = new Date('2025-09-13T00:00:00Z');

describe('sniffFormat', () => {
  for (const { what, format, text } of SAMPLES)
    it(`tells ${what}`, () => assert.equal(sniffFormat(Buffer.from(text)), format));

  for (const [what, text] of [
    ['a README', '# Netra\n\nA backend.\n\n## Errors\n\nAn ERROR is logged.\n'],
    ['a table of something else', 'name,price\napple,3\npear,4\n'],
    ['a table of times', 'name,bought\napple,2025-09-12 04:00:02\npear,2025-09-12 04:00:03\n'],
    ['a script', 'docker run -d | tee log\necho a | b\nexit 1\n'],
  ] as const)
    it(`takes ${what} for no log`, () => assert.equal(sniffFormat(Buffer.from(text)), 'unknown'));

  it("takes a program's own times for text", () => {
    const text = ['INFO ready', 'ERROR failed'].map((line) => `2025-09-12T04:00:02.118Z ${line}`).join('\n');
    assert.equal(sniffFormat(Buffer.from(text)), 'text');
  });

  it('takes lines of pairs, and those with a time behind their first words, for text', () => {
    const pairs = 'method=GET path=/a format=html status=500\n';
    const timed = 'https 2025-09-12T04:00:02Z app/lb 10.0.0.1:80 "GET https://a.example:443/ HTTP/1.1"\n';
    assert.deepEqual(
      [pairs, timed].map((line) => sniffFormat(Buffer.from(line.repeat(3)))),
      ['text', 'text'],
    );
  });

  it('is not misled by a line that is cut where the head ends', () => {
    const line = `${JSON.stringify({ log: `${'x'.repeat(900)}\n`, stream: 'stderr', time: '2025-09-12T04:00:02Z' })}\n`;
    assert.equal(sniffFormat(Buffer.from(line.repeat(100)).subarray(0, 65_536)), 'docker-json');
  });
});

describe('readerOf', () => {
  it('has a name for the user for every form', () => {
    assert.equal(new Set(FORMATS.map(({ name }) => name)).size, FORMATS.length);
  });

  for (const { what, format, text } of SAMPLES) {
    it(`reads the one error in ${what}, in whatever pieces it comes`, () => {
      for (const size of [1, 7, 64, 1_000_000]) {
        const { entries, bad } = read(format, text, size);
        assert.deepEqual(bad, []);
        const errors = events(entries).filter(({ exception }) => exception);
        assert.deepEqual(
          errors.map(({ exception, severity }) => [exception?.type, exception?.message, severity]),
          [['KeyError', "'user_id'", 'ERROR']],
        );
        const [ready] = events(entries);
        assert.equal(ready?.title, 'ready');
        assert.equal(ready.severity, 'INFO');
      }
    });
  }

  for (const what of [
    'docker compose logs',
    'kubectl logs --prefix',
    'Fluent Bit',
    'gcloud logging read',
    'syslog',
    'journalctl -o json',
    "the Logs Explorer's CSV",
    'the CSV of another tool',
  ]) {
    it(`tells the service in ${what}`, () => {
      const sample = SAMPLES.find((sample) => sample.what === what);
      assert.equal(events(read(sample?.format ?? 'text', sample?.text ?? '').entries)[0]?.service, 'netra');
    });
  }

  for (const [server, columns, rows] of [
    [
      'IIS',
      'date time s-ip cs-method cs-uri-stem cs-uri-query sc-status time-taken',
      ['2025-09-12 04:00:02 10.0.0.4 GET /api/threads/12 t=1 500 120', '2025-09-12 04:00:03 - GET / - 200 1'],
    ],
    [
      'CloudFront',
      'date time x-edge-location cs-method cs-uri-stem cs(User-Agent) sc-status time-taken',
      [
        '2025-09-12\t04:00:02\tHEL50-C1\tGET\t/api/threads/12\tcurl%208\t500\t0.120',
        '2025-09-12\t04:00:03\tHEL50-C1\tGET\t/\tcurl%208\t200\t0.001',
      ],
    ],
  ] as const) {
    it(`reads the failed request of ${server}, in whatever pieces it comes`, () => {
      const text = `#Software: ${server}\r\n#Fields: ${columns}\r\n${rows.join('\r\n')}\r\n`;
      assert.equal(sniffFormat(Buffer.from(text)), 'w3c');
      for (const size of [1, 7, 1_000_000]) {
        const { entries, bad } = read('w3c', text, size);
        assert.deepEqual(bad, []);
        const [failed, served] = events(entries);
        assert.deepEqual(failed?.request, { method: 'GET', route: '/api/threads/12', status: 500 });
        assert.deepEqual(
          [failed.severity, failed.timestamp, failed.title],
          ['ERROR', '2025-09-12T04:00:02Z', 'GET /api/threads/12 → 500'],
        );
        assert.equal(Number.parseFloat(entries[0]?.httpRequest?.latency ?? ''), 0.12);
        assert.equal(served?.severity, 'INFO');
      }
    });
  }

  it('says of YAML that it cannot read where it stands, and reads on', () => {
    const bomb = `a: &a [${'x, '.repeat(50)}]\nb: &b [*a, *a]\nc: [*b, *b]`;
    const long = `textPayload: ${'x'.repeat(600_000)}\nlogName: a`;
    const documents = [
      'insertId: a\ntextPayload: one',
      'textPayload: "open',
      bomb,
      long,
      '- 1',
      'textPayload: two',
    ];
    const { entries, bad } = read('yaml', documents.map((text) => `---\n${text}\n`).join(''));
    assert.deepEqual(
      entries.map(({ textPayload }) => textPayload),
      ['one', 'two'],
    );
    assert.deepEqual(
      bad.map(({ at, why }) => [at, why]),
      [
        [5, 'is not an entry in YAML'],
        [7, 'is not an entry in YAML'],
        [11, 'is longer than an entry of Cloud Logging can be'],
        [14, 'is not an entry in YAML'],
      ],
    );
  });

  it('says of a row of such a log that has too few values where it stands', () => {
    const { entries, bad } = read('w3c', '#Fields: date time sc-status\n2025-09-12 04:00:02\n');
    assert.deepEqual([entries.length, bad[0]?.at, bad[0]?.why], [0, 2, 'has 2 values where #Fields names 3']);
  });

  it('keeps the lines of two containers apart that stand between each other', () => {
    const trace = ['Traceback (most recent call last):', '  File "/app/a.py", line 1, in f', 'KeyError: 1'];
    const other = ['Error: boom', '    at f (/app/a.js:1:1)', '    at g (/app/a.js:2:1)'];
    const text = trace.flatMap((line, i) => [`api-1  | ${line}`, `web-12 | ${other[i]}`]).join('\n');
    const found = events(read('compose', text).entries).map(({ service, text }) => [service, text]);
    assert.deepEqual(found, [
      ['api', trace.join('\n')],
      ['web', other.join('\n')],
    ]);
  });

  it('joins the parts of a line that was too long for the container runtime', () => {
    const cri = [
      '2025-09-12T04:00:02.1Z stderr P one, ',
      '2025-09-12T04:00:02.2Z stdout F other',
      '2025-09-12T04:00:02.3Z stderr P two, ',
      '2025-09-12T04:00:02.4Z stderr F three',
      '2025-09-12T04:00:02.5Z stderr P cut off',
    ];
    const docker = ['one, ', 'two, ', 'three\n'].map((log) =>
      JSON.stringify({ log, stream: 'stderr', time: '2025-09-12T04:00:02.1Z' }),
    );
    const texts = (entries: readonly Entry[]) => entries.map(({ textPayload }) => textPayload);
    assert.deepEqual(texts(read('cri', cri.join('\n')).entries), ['other', 'one, two, three', 'cut off']);
    assert.deepEqual(texts(read('docker-json', docker.join('\n')).entries), ['one, two, three']);
  });

  it("reads what a container wrote as its logger's record, at the container's time where it has none", () => {
    const line = (record: unknown): string =>
      `2025-09-12T04:00:02.123456789Z stderr F ${JSON.stringify(record)}`;
    const own = '2025-09-12T04:00:01.000Z';
    const { entries } = read(
      'cri',
      [line({ level: 50, msg: 'failed' }), line({ level: 'warn', msg: 'slow', time: own })].join('\n'),
    );
    assert.deepEqual(
      entries.map(({ timestamp, severity, jsonPayload }) => [timestamp, severity, jsonPayload?.['msg']]),
      [
        ['2025-09-12T04:00:02.123456789Z', 'ERROR', 'failed'],
        [own, 'WARNING', 'slow'],
      ],
    );
  });

  it("reads a logger's record behind a time and a name", () => {
    const lines = [
      '2025-09-12T04:00:02Z netra stderr {"level":"error","msg":"no tenant"}',
      '2025-09-12T04:00:03Z INFO tenant loaded {"id":7,"msg":"no level"}',
    ];
    const reader = readerOf('text', NOW);
    const entries = [...reader.push(Buffer.from(lines.join('\n'))), ...reader.end()].flatMap(
      (page) => page.entries,
    );
    assert.deepEqual(
      entries.map((entry) => [readEvent([entry]).title, readEvent([entry]).severity, entry.timestamp]),
      [
        ['no tenant', 'ERROR', '2025-09-12T04:00:02Z'],
        ['tenant loaded {"id":7,"msg":"no level"}', 'INFO', '2025-09-12T04:00:03Z'],
      ],
    );
  });

  it('takes a line without a prefix with the one before it', () => {
    const text = 'Sep 12 04:00:02 worker-1 netra[812]: Error: boom\n    at f (/app/a.js:1:1)';
    assert.equal(events(read('syslog', text).entries)[0]?.exception?.message, 'boom');
  });

  it("takes syslog's priority for the severity", () => {
    const severities = read(
      'syslog',
      '<11>Sep 12 04:00:02 w netra[1]: a\n<14>Sep 12 04:00:02 w netra[1]: b',
    ).entries.map(({ severity }) => severity);
    assert.deepEqual(severities, ['ERROR', 'INFO']);
  });

  describe('of CSV', () => {
    const HEAD =
      'timestamp,severity,jsonPayload.message,labels.compute.googleapis.com/resource_name,jsonPayload.context.user,httpRequest.status,httpRequest.requestUrl,logName';

    it('puts each cell where its column says', () => {
      const { entries } = read(
        'csv',
        `${HEAD}\n2025-09-12T04:00:02Z,ERROR,"a ""b"", c",worker-1,7,500,/ws,x\n`,
      );
      assert.deepEqual(entries, [
        {
          timestamp: '2025-09-12T04:00:02Z',
          severity: 'ERROR',
          labels: { 'compute.googleapis.com/resource_name': 'worker-1' },
          jsonPayload: { message: 'a "b", c', context: { user: '7' } },
          httpRequest: { status: 500, requestUrl: '/ws' },
          logName: 'x',
        },
      ]);
    });

    it('reads an object that stands in one cell', () => {
      const { entries } = read('csv', 'jsonPayload,timestamp\n"{""message"":""x""}",2025-09-12T04:00:02Z');
      assert.deepEqual(entries[0]?.jsonPayload, { message: 'x' });
    });

    it('loses one line where a quote is not closed', () => {
      const rows = Array.from(
        { length: 20 },
        (_, i) => `2025-09-12T04:00:02Z,ERROR,"row ${i}\nmore",a,b,500,/ws,x`,
      );
      rows[3] = '2025-09-12T04:00:02Z,ERROR,"broken,a,b,500,/ws,x';
      const { entries, bad } = read('csv', [HEAD, ...rows].join('\n'));
      const messages = entries.map(({ jsonPayload }) => String(jsonPayload?.['message']));
      assert.equal(messages.filter((message) => /^row \d+\nmore$/.test(message)).length, 19);
      assert.deepEqual(bad, [{ at: 8, why: 'has a quote that is not closed', text: rows[3] }]);
    });

    it('is not misled by the names of columns', () => {
      const { entries } = read(
        'csv',
        'textPayload,__proto__.severity,labels.__proto__,hasOwnProperty\nx,ERROR,a,b',
      );
      assert.deepEqual(Object.keys(entries[0] ?? {}), ['textPayload', 'labels']);
      assert.deepEqual(Object.entries(entries[0]?.labels ?? {}), [['__proto__', 'a']]);
    });
  });

  it('shows how a bad record starts, and no more', () => {
    const broken = `{"message": ${'x'.repeat(5000)}}`;
    const { bad } = read('lines', `{"message":"a"}\n${broken}\n${'y'.repeat(9_000_000)}\n`);
    assert.deepEqual(bad, [
      { at: 2, why: 'is not valid JSON', text: broken.slice(0, 2000) },
      { at: 3, why: 'is larger than 8 MB', text: 'y'.repeat(2000) },
    ]);
  });

  it('reads anything in any form, without an exception', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        ...SAMPLES.map(({ text }) => text),
        '"',
        '\n',
        '{"log":',
        '[pod/',
        '\u0000',
        '\ud800',
        '2025-09-12T04:00:02Z stderr P ',
      ),
    );
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    for (const { id } of FORMATS)
      fc.assert(
        fc.property(text, (text) => void read(id, text, 100)),
        { numRuns: 40 },
      );
  });

  for (const { id } of FORMATS) {
    it(`takes time in step with the input, as ${id}: one long line, many lines, quotes and brackets`, () => {
      for (const unit of [
        'x',
        '"',
        '{"a":',
        '[',
        '"\n',
        '{"log":"x"}\n',
        '2025-09-12T04:00:02.1Z stderr P x\n',
        'a-1 | x\n',
        '\\"',
        '(',
      ]) {
        const short = timeOf(() => read(id, unit.repeat(10_000 / unit.length), 65_536));
        const long = timeOf(() => read(id, unit.repeat(160_000 / unit.length), 65_536));
        // 16 times the input: 16 times as long when it is linear, 256 times when it is not.
        assert.ok(long < 100 * Math.max(short, 2), `${JSON.stringify(unit)}: ${short} ms, then ${long} ms`);
      }
    });
  }
});

function read(
  format: FileFormat,
  text: string,
  chunkBytes = 1 << 20,
): { entries: Entry[]; bad: BadRecord[] } {
  const reader = readerOf(format, NOW);
  const bytes = Buffer.from(text);
  const entries: Entry[] = [];
  const bad: BadRecord[] = [];
  const take = (pages: Iterable<{ entries: readonly Entry[]; bad: readonly BadRecord[] }>): void => {
    for (const page of pages) {
      assert.ok(page.entries.length + page.bad.length <= 1000);
      entries.push(...page.entries);
      bad.push(...page.bad);
    }
  };
  for (let at = 0; at < bytes.length; at += chunkBytes)
    take(reader.push(bytes.subarray(at, at + chunkBytes)));
  take(reader.end());
  return { entries, bad };
}

function events(entries: readonly Entry[]): LogEvent[] {
  const stitch = new Stitch();
  const groups = [...entries.flatMap((entry) => stitch.push(entry)), ...stitch.end()];
  return groups.flatMap(([first, ...more]) => (first ? [readEvent([first, ...more])] : []));
}

/** The time of the processor in milliseconds: what else the machine does is not in it. */
function timeOf(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
