import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PlainText } from '../../../src/logs/plainText';

const TRACES: Readonly<Record<string, string[]>> = {
  'Python with a cause': [
    'Traceback (most recent call last):',
    '  File "/app/db.py", line 9, in connect',
    '    sock.connect(addr)',
    'ConnectionRefusedError: [Errno 111] Connection refused',
    '',
    'During handling of the above exception, another exception occurred:',
    '',
    'Traceback (most recent call last):',
    '  File "/app/main.py", line 3, in <module>',
    '    connect()',
    'RuntimeError: no database',
  ],
  Java: [
    'java.lang.IllegalStateException: no tenant',
    '\tat com.netra.TenantService.load(TenantService.java:58)',
    'Caused by: java.sql.SQLException: closed',
    '\tat com.zaxxer.hikari.ProxyConnection.check(ProxyConnection.java:530)',
    '\t... 2 more',
  ],
  JavaScript: [
    "TypeError: Cannot read properties of undefined (reading 'get')",
    '    at validateToken (/app/dist/auth/token.js:45:23)',
    '    at async /app/dist/routes/ws.js:112:7',
  ],
  Go: [
    'panic: runtime error: index out of range [3] with length 3',
    '',
    'goroutine 1 [running]:',
    'main.handle(0xc000012345)',
    '\t/workspace/main.go:12 +0x1d',
    'main.main()',
    '\t/workspace/main.go:7 +0x20',
    'exit status 2',
  ],
  Rust: [
    "thread 'main' panicked at src/main.rs:4:5:",
    'index out of bounds',
    'note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace',
  ],
  PHP: [
    'PHP Fatal error:  Uncaught TypeError: bad in /app/x.php:12',
    'Stack trace:',
    '#0 /app/y.php(3): f()',
    '#1 {main}',
    '  thrown in /app/x.php on line 12',
  ],
  'C#': [
    'System.InvalidOperationException: no tenant',
    '   at Netra.Tenant.Load() in /src/Tenant.cs:line 58',
    '   --- End of inner exception stack trace ---',
    '   at Netra.Program.Main() in /src/Program.cs:line 3',
  ],
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
    assert.deepEqual(text.end(), { entry, at: 2 });
    assert.equal(text.end(), undefined);
  });

  it('joins lines without a time to the one before, once the log has shown times', () => {
    const lines = ['2025-09-12T04:00:02Z ERROR invalid settings', 'CLICKHOUSE_URL', 'field required'];
    assert.deepEqual(groups(lines), [lines]);
  });

  it('takes each line as an entry where no line has a time', () => {
    assert.deepEqual(groups(['starting', 'started', 'WARNING: slow']), [
      ['starting'],
      ['started'],
      ['WARNING: slow'],
    ]);
  });

  for (const [language, lines] of Object.entries(TRACES)) {
    it(`keeps a trace of ${language} together, in a log without times`, () => {
      assert.deepEqual(groups(['starting', ...lines, 'goodbye']), [['starting'], lines, ['goodbye']]);
    });
  }

  it('does not join a traceback to a message that is no error', () => {
    const lines = [
      'INFO: started',
      'Traceback (most recent call last):',
      '  File "/app/a.py", line 1, in f',
      'KeyError: 1',
    ];
    assert.deepEqual(groups(lines), [lines.slice(0, 1), lines.slice(1)]);
  });

  it('loses no line that says something', () => {
    const line = fc.oneof(fc.string(), fc.constantFrom(...Object.values(TRACES).flat()));
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
  const entries = lines.flatMap((line, i) => text.push(line, i + 1) ?? []);
  const last = text.end();
  return [...entries, ...(last ? [last] : [])].map(({ entry }) => (entry.textPayload ?? '').split('\n'));
}

function trimmed(line: string): string {
  return line.trimEnd();
}

function isText(line: string): boolean {
  return line.trim() !== '';
}
