import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PlainText } from '../../../src/logs/plainText';
import { STACKS } from './stacks';

/** As runtimes write them to the same output as a program its log. */
const STACKS_OF_NOBODY = {
  python: ['Traceback (most recent call last):', '  File "/app/a.py", line 1, in f', 'KeyError: 1'],
  rust: [
    "thread 'main' panicked at src/orders.rs:41:17:",
    'called `Option::unwrap()` on a `None` value',
    'stack backtrace:',
    '   0: shop::orders::place',
    '             at ./src/orders.rs:41:17',
  ],
  go: ['panic: no user', '', 'goroutine 1 [running]:', 'main.main()', '\t/app/main.go:5 +0x1d'],
  java: ['Exception in thread "main" java.lang.IllegalStateException: no user', '\tat a.B.c(B.java:5)'],
};

describe('PlainText', () => {
  it('joins a traceback to the message that announces it', () => {
    const lines = [
      '2025-09-12 04:00:02,118 ERROR netra: WebSocket failed',
      'Traceback (most recent call last):',
      '  File "/app/netra_backend/app/routes/websocket.py", line 557, in websocket_endpoint',
      '    token = auth_result.get("token")',
      "AttributeError: 'coroutine' object has no attribute 'get'",
      '2025-09-12 04:00:03,001 INFO netra: closed',
    ];
    assert.deepEqual(groups(lines), [lines.slice(0, 5), lines.slice(5)]);
  });

  it('gives an entry its time, severity and line', () => {
    const text = new PlainText();
    text.push('', 1);
    text.push('2025-09-12 04:00:02,118 CRITICAL down', 2);
    const entry = {
      timestamp: '2025-09-12T04:00:02.118Z',
      severity: 'CRITICAL',
      textPayload: '2025-09-12 04:00:02,118 CRITICAL down',
    };
    assert.deepEqual(text.end(), [{ entry, at: 2 }]);
    assert.deepEqual(text.end(), []);
  });

  it('gives what follows a stack the time of the entry before, and the level of its own line', () => {
    const text = new PlainText();
    const lines = [
      '2025-09-12T04:00:02Z boom',
      '\tat a.B.c(B.java:5)',
      'done',
      'Jul 09, 2025 3:23:29 PM a.B c',
      'SEVERE: x',
    ];
    const entries = [...lines.flatMap((line, i) => text.push(line, i + 1)), ...text.end()];
    assert.deepEqual(
      entries.map(({ entry, at }) => [at, entry.timestamp, entry.severity]),
      [
        [1, '2025-09-12T04:00:02Z', undefined],
        [3, '2025-09-12T04:00:02Z', undefined],
        [4, '2025-07-09T15:23:29Z', 'ERROR'],
      ],
    );
  });

  it('joins nothing to an access line, which says all that it has to say', () => {
    const access = '[12/Sep/2025 04:00:02] "GET /cart HTTP/1.1" 200 14';
    const error = [
      'Internal Server Error: /cart',
      'Traceback (most recent call last):',
      '  File "/app/main.py", line 9, in handler',
      'KeyError: 1',
    ];
    const text = new PlainText();
    const entries = [access, ...error, access].flatMap((line, i) => [...text.push(line, i + 1)]);
    assert.deepEqual(
      [...entries, ...text.end()].map(({ entry }) => entry.textPayload),
      [access, error.join('\n'), access],
    );
  });

  it('reads the time and the level behind colours', () => {
    const text = new PlainText();
    const [entry] = [
      ...text.push('\u001b[2m2025-09-12T04:00:02Z\u001b[0m \u001b[31merror\u001b[39m: gone', 1),
      ...text.end(),
    ];
    assert.deepEqual(entry?.entry, {
      textPayload: '2025-09-12T04:00:02Z error: gone',
      timestamp: '2025-09-12T04:00:02Z',
      severity: 'ERROR',
    });
  });

  it('joins lines without a time to the one before, once the log has shown times', () => {
    const lines = ['2025-09-12T04:00:02Z ERROR invalid settings', 'CLICKHOUSE_URL', 'field required'];
    assert.deepEqual(groups(lines), [lines]);
  });

  it('joins the lines below a time and a level alone', () => {
    const lines = [
      '2025-09-12T04:00:02Z ERROR 1 --- [main] o.s.b.Reporter   : ',
      '',
      '****',
      'FAILED TO START',
    ];
    const next = '2025-09-12T04:00:03Z INFO up';
    assert.deepEqual(groups([...lines, next]), [lines, [next]]);
  });

  it('takes each line as an entry where no line has a time', () => {
    assert.deepEqual(groups(['starting', 'started', 'WARNING: slow']), [
      ['starting'],
      ['started'],
      ['WARNING: slow'],
    ]);
  });

  for (const [language, lines] of Object.entries(STACKS)) {
    it(`keeps a stack together: ${language}, in a log without times`, () => {
      assert.deepEqual(groups(['starting', ...lines, 'goodbye now']), [['starting'], lines, ['goodbye now']]);
    });
  }

  it('keeps a stack of Lambda together, which ends with its last frame', () => {
    const lines = [
      '[ERROR] KeyError: 1',
      'Traceback (most recent call last):',
      '\u00a0\u00a0File "/var/task/app.py", line 12, in handler',
      '\u00a0\u00a0\u00a0\u00a0return users[1]',
    ];
    assert.deepEqual(groups([...lines, '[INFO] done']), [lines, ['[INFO] done']]);
  });

  it('does not join a traceback to a message that is no error', () => {
    const lines = [
      'INFO: started',
      'Traceback (most recent call last):',
      '  File "/app/a.py", line 1, in f',
      'KeyError: 1',
    ];
    assert.deepEqual(groups(lines), [lines.slice(0, 1), lines.slice(1)]);
  });

  for (const [what, lines] of Object.entries({
    'a traceback': STACKS_OF_NOBODY.python,
    "Rust's panic": STACKS_OF_NOBODY.rust,
    "Go's panic": STACKS_OF_NOBODY.go,
    "Java's uncaught exception": STACKS_OF_NOBODY.java,
  })) {
    it(`takes ${what} that nobody logged for an error of its own`, () => {
      const before = ['2025-09-12T04:00:02Z INFO started', 'on port 80'];
      const after = '2025-09-12T04:00:03Z INFO restarted';
      assert.deepEqual(groups([...before, ...lines, after]), [before, lines, [after]]);
      const error = '2025-09-12T04:00:02Z ERROR recovered';
      // Rust writes its panic before anything can be logged of it.
      const logged = what === "Rust's panic" ? [[error], lines] : [[error, ...lines]];
      assert.deepEqual(groups([error, ...lines, after]), [...logged, [after]]);
    });
  }

  it('loses no line that says something', () => {
    const line = fc.oneof(fc.string(), fc.constantFrom(...Object.values(STACKS).flat()));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const kept = groups(lines).flat();
        assert.deepEqual(kept.filter(isText).map(trimmed), lines.filter(isText).map(trimmed));
      }),
    );
  });

  it('keeps an entry of a hundred thousand lines within bounds', () => {
    const lines = ['2025-09-12T04:00:02Z dump', ...Array<string>(100_000).fill('  row of a table')];
    assert.ok(groups(lines).flat().join('\n').length < 300_000);
  });
});

function groups(lines: readonly string[]): string[][] {
  const text = new PlainText();
  const entries = lines.flatMap((line, i) => text.push(line, i + 1));
  return [...entries, ...text.end()].map(({ entry }) => (entry.textPayload ?? '').split('\n'));
}

function trimmed(line: string): string {
  return line.trimEnd();
}

function isText(line: string): boolean {
  return line.trim() !== '';
}
