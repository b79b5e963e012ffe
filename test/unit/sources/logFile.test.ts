import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { UserError } from '../../../src/errors';
import type { BadRecord, Entry } from '../../../src/logs/entry';
import { logFile } from '../../../src/sources/logFile';
import { pull } from '../../../src/sources/pull';

const ENTRIES = [
  { textPayload: 'first “failure”', timestamp: '2025-09-12T04:00:01Z', insertId: 'a', severity: 'ERROR' },
  { textPayload: 'second', timestamp: '2025-09-12T04:00:02Z', insertId: 'b', logName: 'projects/p/logs/x' },
];
const PRETTY = `${JSON.stringify(ENTRIES, null, 2)}\n`;
const NDJSON = ENTRIES.map((entry) => `${JSON.stringify(entry)}\n`).join('');

const FORMATS: readonly (readonly [format: string, content: string | Buffer])[] = [
  ['a JSON list', JSON.stringify(ENTRIES)],
  ['an indented JSON list', PRETTY],
  ['a JSON list that starts with blank lines', `\n\n  ${PRETTY}`],
  ['one JSON object a line', NDJSON],
  ['one JSON object a line, with CRLF', NDJSON.replaceAll('\n', '\r\n')],
  ['JSON objects over many lines', ENTRIES.map((entry) => JSON.stringify(entry, null, 2)).join('\n')],
  ["the API's answer", JSON.stringify({ entries: ENTRIES, nextPageToken: 'x' })],
  ['a gzipped JSON list', gzipSync(PRETTY)],
  ['gzipped lines', gzipSync(NDJSON)],
  ['gzip in two members', Buffer.concat(ENTRIES.map((entry) => gzipSync(`${JSON.stringify(entry)}\n`)))],
  ['UTF-8 with a byte order mark', `\ufeff${PRETTY}`],
  ['UTF-16 LE with a byte order mark', Buffer.from(`\ufeff${NDJSON}`, 'utf16le')],
  ['UTF-16 LE without one', Buffer.from(NDJSON, 'utf16le')],
  ['UTF-16 BE with a byte order mark', Buffer.from(`\ufeff${PRETTY}`, 'utf16le').swap16()],
];

const NO_LOGS: readonly (readonly [what: string, content: string | Buffer, sentence: RegExp])[] = [
  ['an empty file', '', /^log is empty\. /],
  ['a file of blank lines', '\n \n\t\n', /^log is empty\. /],
  ['a gzipped empty file', gzipSync(''), /^log is empty\. /],
  [
    'a picture',
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52]),
    /^log is no text, so it is no log\. .*gzipped/,
  ],
  [
    'a README',
    '# Netra\n\nA backend.\n\n## Errors\n\nAn ERROR is logged.\n',
    /^log is text, but no log that we know\. /,
  ],
  [
    'source code',
    "import { readFileSync } from 'node:fs';\n\nexport function f() {\n  return { error: 1 };\n}\n",
    /no log that we know/,
  ],
  [
    'settings',
    '{\n  "name": "five-whys",\n  "version": "0.1.0"\n}\n',
    /^log has no log entries: record 1 has no time, no level and no message\. /,
  ],
  ['numbers', '[1, 2, 3]', /no log that we know/],
];

describe('logFile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'logFile-'));
  const path = join(folder, 'log');
  const write = (content: string | Buffer): void => writeFileSync(path, content);
  after(() => rmSync(folder, { recursive: true }));

  for (const [format, content] of FORMATS) {
    it(`reads ${format}`, async () => {
      write(content);
      assert.deepEqual(await read(path), { entries: ENTRIES, bad: [], failure: '' });
    });
  }

  for (const [what, content, sentence] of NO_LOGS) {
    it(`says that ${what} is no log`, async () => {
      write(content);
      const { entries, failure } = await read(path);
      assert.deepEqual(entries, []);
      assert.match(failure, sentence);
    });
  }

  it('reads plain text, with the trace joined to its message', async () => {
    const trace =
      '2025-09-12 04:00:02,118 ERROR failed\nTraceback (most recent call last):\n  File "/app/a.py", line 1, in f\nKeyError: 1';
    write(`2025-09-12 04:00:01,000 INFO started\n${trace}\n`);
    const { entries } = await read(path);
    assert.deepEqual(
      entries.map((entry) => entry.textPayload),
      ['2025-09-12 04:00:01,000 INFO started', trace],
    );
  });

  it('reads JSON and text lines mixed, each line whole', async () => {
    write(
      `starting\n${NDJSON}Traceback (most recent call last):\n  File "/app/a.py", line 1, in f\nKeyError: 1\n`,
    );
    const { entries, bad } = await read(path);
    const texts = entries.map((entry) => entry.textPayload?.split('\n').at(-1));
    assert.deepEqual(texts, ['starting', 'first “failure”', 'second', 'KeyError: 1']);
    assert.deepEqual(bad, []);
  });

  it('counts a line without an id as often as it is written', async () => {
    write('ERROR: failed\nERROR: failed\n');
    const { patterns } = await pull([logFile(path)], QUERY, new AbortController().signal, () => undefined);
    assert.deepEqual(
      patterns.list().map(({ count }) => count),
      [2],
    );
  });

  it('takes an empty list for a log without entries', async () => {
    write('[]\n');
    assert.deepEqual(await read(path), { entries: [], bad: [], failure: '' });
  });

  it('delivers what stands before the place where JSON is cut off', async () => {
    write(PRETTY.slice(0, -40));
    const { entries, bad, failure } = await read(path);
    assert.deepEqual([entries.length, failure], [1, '']);
    assert.deepEqual(bad.map(summary), [[2, 'is cut off: the file ends in the middle of entry 2', '{']]);
  });

  it('does so where the last line is cut off', async () => {
    write(NDJSON.slice(0, -10));
    const { entries, bad } = await read(path);
    assert.equal(entries.length, 1);
    assert.deepEqual(bad.map(summary), [[2, 'is cut off: the file ends in the middle of it', '{']]);
  });

  it('delivers what stands before the damage in a gzip file, and says so', async () => {
    const lines = Array.from({ length: 2000 }, (_, i) => JSON.stringify({ ...ENTRIES[0], insertId: `${i}` }));
    const zipped = gzipSync(lines.join('\n'));
    write(zipped.subarray(0, zipped.length / 2));
    const { entries, failure } = await read(path);
    assert.ok(entries.length > 100 && entries.length < 2000);
    assert.match(failure, /^log is compressed \(gzip\), and damaged or cut off/);
  });

  it('reports a bad line with its number and goes on', async () => {
    write(`${NDJSON}{"broken": \n[1]\n{"name":"x"}\n${NDJSON}`);
    const { entries, bad } = await read(path);
    assert.equal(entries.length, 5);
    assert.deepEqual(bad, [
      { at: 3, why: 'is not valid JSON', text: '{"broken": ' },
      { at: 5, why: 'has no time, no level and no message', text: '{"name":"x"}' },
    ]);
  });

  it('puts at most 1,000 entries on a page', async () => {
    write(Array.from({ length: 2500 }, (_, i) => `{"message":"m","level":"error","n":${i}}\n`).join(''));
    const sizes: number[] = [];
    for await (const page of logFile(path).list(QUERY, context())) sizes.push(page.entries.length);
    assert.deepEqual(sizes, [1000, 1000, 500]);
  });

  it('says how far it is, in bytes', async () => {
    const done: number[] = [];
    write(NDJSON.repeat(20_000));
    for await (const page of logFile(path).list(
      QUERY,
      context({ progress: ({ bytes, totalBytes }) => done.push(bytes / totalBytes) }),
    ))
      void page;
    assert.ok(done.length > 2);
    assert.deepEqual(
      done,
      done.toSorted((a, b) => a - b),
    );
    assert.equal(done.at(-1), 1);
  });

  it('ends at once, without an error, when it is cancelled', async () => {
    write(NDJSON.repeat(50_000));
    const abort = new AbortController();
    let pages = 0;
    for await (const page of logFile(path).list(QUERY, context({ signal: abort.signal }))) {
      assert.ok(page.entries.length > 0);
      if (++pages === 3) abort.abort();
    }
    assert.ok(pages < 15);
  });

  it('names a folder and a missing file', async () => {
    const inner = join(folder, 'logs');
    mkdirSync(inner);
    assert.equal((await read(inner)).failure, 'logs is a folder. Choose a log file in it.');
    assert.equal(
      (await read(join(folder, 'gone.log'))).failure,
      'There is no file gone.log. Choose another, or mend its path.',
    );
  });

  it('names a file that it may not read', async function () {
    if (process.getuid?.() === 0 || process.platform === 'win32') {
      console.log('      skipped: this user may read every file');
      this.skip();
    }
    const closed = join(folder, 'closed.log');
    writeFileSync(closed, NDJSON);
    chmodSync(closed, 0);
    assert.match((await read(closed)).failure, /^closed\.log may not be read by your account\./);
  });

  for (const [what, content] of [
    ['a line of 20 MB', `${NDJSON}${'x'.repeat(20_000_000)}\n${NDJSON}`],
    ['a JSON line of 20 MB', `${NDJSON}{"message":"${'x'.repeat(20_000_000)}"}\n${NDJSON}`],
  ] as const) {
    it(`passes over ${what}`, async () => {
      write(content);
      const { entries, bad } = await read(path);
      assert.equal(entries.length, 4);
      assert.deepEqual(bad.map(summary), [[3, 'is larger than 8 MB', content.charAt(NDJSON.length)]]);
      assert.equal(bad[0]?.text?.length, 2000);
    });
  }

  for (const [what, content] of [
    ['ten thousand levels of JSON', `${NDJSON}{"message":${'['.repeat(10_000)}${']'.repeat(10_000)}}\n`],
    ['lone surrogates and NULs', `${NDJSON}{"message":"\\ud800 \\u0000"}\n`],
    [
      'keys that objects have anyway',
      `${NDJSON}{"message":"x","hasOwnProperty":1,"__proto__":{"toString":1}}\n`,
    ],
  ] as const) {
    it(`reads ${what}`, async () => {
      write(content);
      assert.equal((await read(path)).entries.length, 3);
    });
  }
});

const QUERY = { minimumSeverity: 'ERROR' } as const;

/** Where a record stands, why it is bad, and the first letter of how it starts. */
function summary({ at, why, text }: BadRecord): unknown[] {
  return [at, why, text?.charAt(0)];
}

type Context = Parameters<ReturnType<typeof logFile>['list']>[1];

function context(given: Partial<Context> = {}): Context {
  return { signal: new AbortController().signal, progress: () => undefined, ...given };
}

async function read(path: string): Promise<{ entries: Entry[]; bad: BadRecord[]; failure: string }> {
  const entries: Entry[] = [];
  const bad: BadRecord[] = [];
  try {
    for await (const page of logFile(path).list(QUERY, context())) {
      entries.push(...page.entries);
      bad.push(...page.bad);
    }
  } catch (error) {
    assert.ok(error instanceof UserError);
    return { entries, bad, failure: error.message };
  }
  return { entries, bad, failure: '' };
}
