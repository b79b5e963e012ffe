import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readException } from '../../../src/frames/exception';
import * as recordings from './recordings';
import * as traces from './traces';

describe('readException', () => {
  const cases: readonly [name: string, text: string, type: string, message: string, lines: number[]][] = [
    [
      'Python: the last of a chain, with its own stack',
      traces.pythonChain,
      'StoreError',
      'no thread für x',
      [19, 11],
    ],
    [
      'Python: a message of two lines',
      traces.pythonDeep,
      'ValueError',
      'deep\nsecond line',
      [20, 15, 15, 15, 14],
    ],
    [
      'Python: the last exception of a group',
      traces.pythonGroup,
      'IndexError',
      'list index out of range',
      [24, 23],
    ],
    ['Python: a SyntaxError', traces.pythonSyntax, 'SyntaxError', "'(' was never closed", [2]],
    ['Python: with terminal colours', traces.pythonColoured, 'StoreError', 'no thread für x', [19, 11]],
    ['Python: behind a log prefix', traces.celery, 'ValueError', 'no x', [12]],
    [
      'Python: a type with its module',
      traces.pythonJson,
      'json.decoder.JSONDecodeError',
      'Expecting property name enclosed in double quotes: line 1 column 2 (char 1)',
      [29, 346, 344, 360],
    ],
    [
      'Python: a SyntaxError with the steps that led to it',
      recordings.pythonImport.trace,
      'SyntaxError',
      "'(' was never closed",
      [1, 2],
    ],
    [
      'Go: without the goroutines that started it',
      recordings.goAncestor.trace,
      'panic',
      'runtime error: index out of range [5] with length 0',
      [5, 11, 9],
    ],
    [
      'Elixir: behind its stars, with the frames of its applications',
      '15:42:02.118 [error] ** (KeyError) key :a not found in: %{}\n    (acme 0.1.0) lib/store.ex:12: Acme.Store.load/1\n    (stdlib 3.16) proc_lib.erl:226: :proc_lib.init/3',
      'KeyError',
      'key :a not found in: %{}',
      [12, 226],
    ],
    ['Lua: which has no types', recordings.luaMethod.trace, 'error', 'no thread für x', [2, 3, 4]],
    [
      'Node: a header over its frames',
      traces.nodeNew,
      'TypeError',
      "Cannot read properties of undefined (reading 'first')",
      [2, 4, 3, 7, 325, 606, 117],
    ],
    ['Node: a message of two lines', traces.nodeAwait, 'TypeError', 'not awaited\n  second line', [9, 9, 10]],
    [
      'Node: the cause',
      traces.nodeCause,
      'SyntaxError',
      "Expected property name or '}' in JSON at position 1",
      [11, 325, 606, 117],
    ],
    [
      'Java: the innermost cause',
      traces.java,
      'java.lang.NumberFormatException',
      'For input string: "ü"',
      [67, 668, 786, 1],
    ],
    [
      'Go: the first panic',
      traces.go,
      'panic',
      'runtime error: index out of range [5] with length 1',
      [8, 21, 30],
    ],
    [
      'Rust: the panic',
      traces.rust,
      'panic',
      'index out of bounds: the len is 1 but the index is 5',
      [1, 689, 80, 271, 1, 2, 250],
    ],
    [
      'C#: the inner exception',
      traces.csharp,
      'System.FormatException',
      'Input string was not in a correct format.',
      [21],
    ],
    ['Ruby: the type at the end of the line', traces.ruby, 'KeyError', 'key not found: "x"', [3, 9, 24, 5]],
    [
      'Python: above its stack, as Lambda prints it',
      '[ERROR] KeyError: 9\nTraceback (most recent call last):\n\u00a0\u00a0File "/var/task/app.py", line 12, in handler\n\u00a0\u00a0\u00a0\u00a0return users[9]',
      'KeyError',
      '9',
      [12],
    ],
    [
      'JavaScript: the plainest, behind a time and a level',
      '2025-09-12T04:00:02.123Z [ERROR] Error: boom\n    at login (/app/src/auth.js:12:10)',
      'Error',
      'boom',
      [12],
    ],
    [
      'C#: behind the bars of NLog',
      '2025-09-12 04:00:02.1234|ERROR|Acme.Orders|Order 12 failed|System.InvalidOperationException: no stock\n   at Acme.Orders.Place(Order o) in C:\\src\\Orders.cs:line 42',
      'System.InvalidOperationException',
      'no stock',
      [42],
    ],
    [
      'Ruby: the type in front of the message',
      "WARN: OrderJob failed: Store::Gone: no user\nwith id 12\n/app/jobs/order_job.rb:12:in `perform'\n/app/lib/run.rb:4:in `run'",
      'Store::Gone',
      'no user\nwith id 12',
      [12, 4],
    ],
    [
      'PHP: as Monolog writes it',
      '[2025-09-12 04:00:01] production.ERROR: gone {"userId":3,"exception":"[object] (Illuminate\\\\Database\\\\QueryException(code: 2002): SQLSTATE[HY000] [2002] Connection refused (SQL: select 1) at /app/Database/Connection.php:829)\n[stacktrace]\n#0 /app/Http/UserController.php(21): Connection->run()\n#1 {main}\n"} ',
      'Illuminate\\Database\\QueryException',
      'SQLSTATE[HY000] [2002] Connection refused (SQL: select 1)',
      [829, 21],
    ],
    [
      'PHP: as Symfony writes it, without a stack',
      '[2025-09-12T04:00:01+00:00] request.CRITICAL: gone {"exception":"[object] (App\\\\NoStock(code: 0): no stock 12 at /app/src/Orders.php:42)"} []',
      'App\\NoStock',
      'no stock 12',
      [42],
    ],
    [
      'PHP: the cause that Monolog writes last',
      '[2025-09-12 04:00:01] app.ERROR: gone {"exception":"[object] (App\\\\Gone(code: 0): gone at /app/a.php:8)\n[stacktrace]\n#0 /app/a.php(4): f()\n#1 {main}\n\n[previous exception] [object] (PDOException(code: 2002): refused at noon at /app/b.php:9)\n[stacktrace]\n#0 /app/b.php(9): g()\n#1 {main}\n"}',
      'PDOException',
      'refused at noon',
      [9, 9],
    ],
    [
      'PHP: the error that nobody caught',
      traces.php,
      'TypeError',
      'Store::load(): Argument #1 ($id) must be of type int',
      [12, 31, 44],
    ],
    [
      'a header at the end of a log line',
      '2025-01-07 15:42:02 ERROR [main] failed: TypeError: x is not a function\n    at f (/app/a.js:1:2)',
      'TypeError',
      'x is not a function',
      [1],
    ],
    [
      'Java: what was suppressed is not the cause',
      'a.B: outer\n\tat a.C.d(C.java:1)\n\tSuppressed: a.E: closing\n\t\tat a.F.g(F.java:2)\n\t\t... 1 more',
      'a.B',
      'outer',
      [1],
    ],
    [
      'Python: a type without a message',
      'Traceback (most recent call last):\n  File "a.py", line 1, in f\n    g()\nKeyError\n',
      'KeyError',
      '',
      [1],
    ],
    [
      'Ruby as Rails logs it',
      "ZeroDivisionError (divided by 0):\n\napp/a.rb:3:in 'A#b'",
      'ZeroDivisionError',
      'divided by 0',
      [3],
    ],
  ];
  for (const [name, text, type, message, lines] of cases) {
    it(`reads ${name}`, () => {
      const exception = readException(text);
      assert.deepEqual({ type: exception?.type, message: exception?.message }, { type, message });
      assert.deepEqual(
        exception?.frames.map((frame) => frame.line),
        lines,
      );
    });

    it(`reads ${name}, with Windows line ends`, () => {
      const exception = readException(text.replaceAll('\n', '\r\n'));
      assert.deepEqual([exception?.type, exception?.message], [type, message]);
      assert.equal(exception?.frames.length, lines.length);
    });
  }

  const none: readonly [name: string, text: string][] = [
    ['there is no stack', 'TypeError: x is not a function'],
    ['a location is no stack', 'src/app.ts(12,5): error TS2304: Cannot find name'],
    ['the text is empty', ''],
  ];
  for (const [name, text] of none) {
    it(`finds nothing where ${name}`, () => assert.equal(readException(text), undefined));
  }

  it('never throws', () => {
    const texts = Object.values(traces).flatMap((trace) => trace.split('\n'));
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...texts), fc.string())),
        (lines) => void readException(lines.join('\n')),
      ),
    );
  });
});
