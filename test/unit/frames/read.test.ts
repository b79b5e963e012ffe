import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { withoutColours } from '../../../src/frames/colours';
import type { Frame } from '../../../src/frames/frame';
import { readFrames } from '../../../src/frames/read';
import { growth } from './growth';
import * as recordings from './recordings';
import * as traces from './traces';

describe('readFrames', () => {
  describe('reads the stacks of', () => {
    it('Python, with the quoted source and without the carets', () => {
      assert.deepEqual(readFrames(traces.pythonChain).map(told), [
        'chain.py:9 handle «return load(thread)»',
        'chain.py:5 load «return {"a": 1}[thread]»',
        'chain.py:19 <module> «if sys.argv[1] == "chain": handle("x")»',
        'chain.py:11 handle «raise StoreError("no thread für " + thread) from error»',
      ]);
    });

    it('Python exception groups, behind their bars', () => {
      assert.deepEqual(readFrames(traces.pythonGroup).map(told), [
        'chain.py:26 <module> «raise ExceptionGroup("two of them", errors)»',
        'chain.py:24 <module> «try: f()»',
        'chain.py:23 <lambda> «for f in (lambda: load("q"), lambda: [][1]):»',
        'chain.py:5 load «return {"a": 1}[thread]»',
        'chain.py:24 <module> «try: f()»',
        'chain.py:23 <lambda> «for f in (lambda: load("q"), lambda: [][1]):»',
      ]);
    });

    it('Python, for a SyntaxError, which names no function', () => {
      assert.deepEqual(readFrames(traces.pythonSyntax).map(told), ['bad.py:2 «print(x»']);
    });

    it('Python with terminal colours, at the offsets of the coloured text', () => {
      const frames = readFrames(traces.pythonColoured);
      assert.deepEqual(frames.map(told), readFrames(traces.pythonChain).map(told));
      for (const { start, end } of frames)
        assert.match(traces.pythonColoured.slice(start, end), /^File .*chain\.py/);
    });

    it('Python with a log prefix on every line', () => {
      assert.deepEqual(readFrames(traces.celery).map(told), ['tasks.py:12 run «return load(x)»']);
    });

    it('Python flattened into one line', () => {
      const text =
        'Traceback: File "/app/a.py", line 1, in f return g() File "/app/b.py", line 2, in g raise X';
      assert.deepEqual(readFrames(text).map(told), ['a.py:1 f', 'b.py:2 g']);
    });

    it('Python inside a JSON string', () => {
      const text = String.raw`{"exc": "Traceback\n  File \"/app/a.py\", line 12, in f\n    g()\nKeyError"}`;
      assert.deepEqual(readFrames(text).map(told), ['a.py:12 f']);
    });

    it('IPython, with the line at its arrow', () => {
      const text =
        '/app/store.py in load(thread)\n     11     try:\n---> 12         return g()\n     13     finally:';
      assert.deepEqual(readFrames(text).map(told), ['store.py:12 load «return g()»']);
    });

    it('pytest', () => {
      assert.deepEqual(readFrames('tests/test_a.py:12: in test_load\n    load()').map(told), [
        'test_a.py:12 test_load',
      ]);
    });

    it('Node: private methods, constructors, async frames and frames without function', () => {
      assert.deepEqual(readFrames(traces.nodeNew).filter(own).map(told), [
        'server.mjs:2',
        'server.mjs:2:43 #find',
        'server.mjs:4:31 Server.handle',
        'server.mjs:3:40 new Server',
        'server.mjs:7:21',
      ]);
      assert.deepEqual(readFrames(traces.nodeAwait).map(told), [
        'server.mjs:9:86 inner',
        'server.mjs:9:26 outer',
        'server.mjs:10:23',
      ]);
      assert.deepEqual(readFrames(traces.nodeAs).filter(own).map(told).slice(1), [
        'server.mjs:13:53 get name [as name]',
        'server.mjs:13:136 Object.handle [as onRequest]',
        'server.mjs:13:149',
      ]);
    });

    it('Node inside eval, at the place of the eval', () => {
      assert.deepEqual(readFrames(traces.nodeEval).filter(own).map(told), [
        'server.mjs:14:22 eval',
        'server.mjs:14:22 eval',
        'server.mjs:14:22',
      ]);
    });

    it('Java, with the class in the function and without module and class loader', () => {
      const frames = readFrames(traces.java);
      assert.deepEqual(frames.filter(own).map(told), [
        'Main.java:2 Main.handle',
        'Main.java:3 Main.lambda$main$0',
        'Main.java:3 Main.main',
        'Main.java:1 Main$Store.load',
      ]);
      assert.deepEqual(frames.map(told)[4], 'Integer.java:668 java.lang.Integer.parseInt');
    });

    it('Go, with the function from the line above', () => {
      assert.deepEqual(readFrames(traces.go).map(told), [
        'main.go:8 main.load',
        'server.go:21 main.(*Server).Handle',
        'main.go:30 main.main',
        'server.go:3086 net/http.(*Server).Serve',
        'main.go:41 main.start',
      ]);
    });

    it('Rust, with the function from the line above', () => {
      assert.deepEqual(readFrames(traces.rust).filter(own).map(told), [
        'main.rs:1:39',
        'main.rs:1:39 main::load',
        'main.rs:2:28 main::main',
      ]);
    });

    it('C#, with spaces in a Windows path, whatever the language of the system', () => {
      assert.deepEqual(readFrames(traces.csharp).map(told), [
        'Store.cs:21 Netra.Threads.Store.Load',
        'Store.cs:26 Netra.Threads.Store.Handle',
        'Program.cs:9 Program.Main',
      ]);
      const german = String.raw`   bei Netra.Store.Load(String id) in C:\Käse\Store.cs:Zeile 21.`.replace(
        /\.$/,
        '',
      );
      assert.deepEqual(readFrames(german).map(told), ['Store.cs:21 Netra.Store.Load']);
    });

    it('Ruby, of 3.4 and before', () => {
      assert.deepEqual(readFrames(traces.ruby).map(told), [
        'store.rb:3 Store#load',
        'store.rb:9 block in Store#handle',
        'runtime.rb:24 Rack::Runtime#call',
        'main.rb:5 <main>',
      ]);
      assert.deepEqual(readFrames("C:/Program Files/app/user.rb:13:in `magic'").map(told), [
        'user.rb:13 magic',
      ]);
    });

    it('PHP', () => {
      assert.deepEqual(readFrames(traces.php).map(told), [
        'Store.php:12',
        String.raw`Handler.php:31 App\Store->load`,
        String.raw`App.php:44 App\Handler->__invoke`,
        'Store.php:12',
      ]);
    });
  });

  const recorded: readonly [recording: recordings.Recording, ...expected: string[]][] = [
    [
      recordings.pythonMessage,
      'doc_case.py:12 <module> «case.runTest()»',
      'doctest.py:2327 runTest «raise self.failureException(self.format_failure(new.getvalue()))»',
    ],
    [recordings.pythonImport, 'imports.py:1 <module> «import bad»'],
    [recordings.nodePromise, 'web.mjs:1:50 Store.load', 'web.mjs:2:36 handle', 'web.mjs:3:7'],
    [
      recordings.javaModule,
      'Store.java:3 com.acme.Store.load',
      'Store.java:4 com.acme.Store.lambda$main$0',
      'Iterable.java:75 java.lang.Iterable.forEach',
      'Store.java:4 com.acme.Store.main',
      'NumberFormatException.java:67 java.lang.NumberFormatException.forInputString',
      'Integer.java:668 java.lang.Integer.parseInt',
      'Integer.java:786 java.lang.Integer.parseInt',
    ],
    [
      recordings.goAncestor,
      'main.go:5 main.(*Store).load',
      'main.go:11 main.main.func1',
      'main.go:9 main.main',
    ],
    [
      recordings.rustBacktrace,
      'bt.rs:3:66 bt::Store::load',
      'bt.rs:4:19 bt::main',
      'function.rs:250:5 core::ops::function::FnOnce::call_once',
    ],
    [
      recordings.rubyBlock,
      'store.rb:2 fetch',
      'store.rb:2 load',
      'store.rb:3 block in handle',
      'store.rb:3 each',
      'store.rb:3 handle',
      'store.rb:5 <main>',
    ],
    [
      recordings.phpClosure,
      'store.php:3',
      'store.php:4 Store->load',
      'store.php:4 array_map',
      'store.php:6 Store->handle',
      'store.php:3',
    ],
    [recordings.perlConfess, 'store.pl:3', 'store.pl:5 Store::load', 'store.pl:6 main::handle'],
    [recordings.luaMethod, 'store.lua:2', 'store.lua:2 load', 'store.lua:3 handle', 'store.lua:4 main chunk'],
    [
      recordings.addressSanitizer,
      'store.c:3 load',
      'store.c:4 handle',
      'store.c:5 main',
      'libc_start_call_main.h:58 __libc_start_call_main',
      'libc-start.c:360 __libc_start_main_impl',
    ],
    [recordings.valgrind, 'store.c:3 load', 'store.c:4 handle', 'store.c:5 main'],
    [recordings.gdb, 'store.c:3 load', 'store.c:4 handle', 'store.c:5 main'],
  ];
  for (const [{ made, trace }, ...expected] of recorded) {
    it(`reads the steps that a program printed: ${made}`, () => {
      const steps = readFrames(trace).filter(({ aside }) => aside === undefined);
      assert.deepEqual(steps.map(told), expected);
    });
  }

  const steps: readonly [text: string, expected: string][] = [
    ['(acme 0.1.0) lib/store.ex:12: Acme.Store.load(%{"a" => 1})', 'acme/lib/store.ex:12 Acme.Store.load'],
    ['    (stdlib 3.16) proc_lib.erl:226: :proc_lib.init/3', 'stdlib/proc_lib.erl:226 :proc_lib.init/3'],
    ['    lib/store.ex:12: anonymous fn/1 in Acme.load/2', 'lib/store.ex:12 anonymous fn/1 in Acme.load/2'],
    ['[{store,load,2,[{file,"src/store.erl"},{line,12}]}]', 'src/store.erl:12 load'],
    ['#3      Store.load (package:acme/store.dart:12:5)', 'package:acme/store.dart:12:5 Store.load'],
    [
      '3 [ra] 0x0000000104b1f3c4 Store.load() + 40 in app at /app/Store.swift:12:5',
      '/app/Store.swift:12:5 Store.load()',
    ],
    ['  2: 0x55d0 - app::load::h0123456789abcdef at ./src/main.rs:3:5', './src/main.rs:3:5 app::load'],
    [
      'main.(*Store).load(0xc00?) in /app/main.go:12 +0x65 fp=0xc0 sp=0xc1',
      '/app/main.go:12 main.(*Store).load',
    ],
    [
      '\tat acme.StoreTest.loads an empty id(StoreTest.kt:12)',
      'StoreTest.kt:12 acme.StoreTest.loads an empty id',
    ],
    ['  File "/app/store.py", line 12 in load', '/app/store.py:12 load'],
    ['Thread::run(0x1) called at /app/my store.pl line 12', '/app/my store.pl:12 Thread::run'],
  ];
  for (const [text, expected] of steps) {
    it(`reads ${text.trim()}`, () => {
      const named = readFrames(text).map((frame) => `${located(frame)} ${frame.function ?? ''}`);
      assert.deepEqual(named, [expected]);
    });
  }

  it('says why a location is no step of the stack', () => {
    const asides = (text: string): string[] =>
      readFrames(text).flatMap((frame) => (frame.aside ? [`${frame.aside} ${located(frame)}`] : []));
    assert.deepEqual(asides(recordings.pythonImport.trace), ['syntax /app/bad.py:2']);
    assert.deepEqual(asides(recordings.goAncestor.trace), ['quoted /app/main.go:13']);
    assert.deepEqual(asides(recordings.pythonMessage.trace), [
      'quoted /app/doc_case.py:3',
      'quoted /app/doc_case.py:5',
      'quoted /usr/local/lib/python3.13/doctest.py:1395',
      'quoted <doctest __main__.total[0]>:1',
      'quoted /app/doc_case.py:8',
    ]);
    assert.deepEqual(asides('\tat a.B.c…d.E.f(E.java:5)'), ['quoted E.java:5']);
  });

  it('takes the exceptions of a chain and of a group for stacks of their own', () => {
    for (const text of [traces.pythonChain, traces.pythonGroup, traces.pythonSyntax, traces.celery])
      assert.ok(readFrames(text).every(({ aside }) => aside === undefined));
  });

  it('tells a collapsed recursion as often as it ran, and one that Python shows as it shows it', () => {
    const collapsed =
      'File "/app/a.py", line 3, in f\n[Previous line repeated 3 more times]\nValueError: deep';
    assert.deepEqual(
      readFrames(collapsed).map(told),
      Array.from({ length: 4 }, () => 'a.py:3 f'),
    );
    const endless = collapsed.replace('3 more', '990 more');
    assert.equal(readFrames(endless).length, 11);
    assert.equal(readFrames(traces.pythonDeep).length, 5);
  });

  const forms: readonly [text: string, ...expected: string[]][] = [
    ['raised in `netra_backend/app/dependencies.py:212`', 'netra_backend/app/dependencies.py:212'],
    ['`routes/websocket.py:508,519`', 'routes/websocket.py:508', 'routes/websocket.py:519'],
    ['- Check `routes/websocket.py:557-558`', 'routes/websocket.py:557'],
    ['1. **Location:** `app/routes/websocket.py` line 557', 'app/routes/websocket.py:557'],
    ['line 557 in `netra_backend.app.routes.websocket`', 'netra_backend.app.routes.websocket:557'],
    ['netra_backend.app.routes.websocket line 557', 'netra_backend.app.routes.websocket:557'],
    ['# File: netra_backend/app/repositories/thread.py', 'netra_backend/app/repositories/thread.py:?'],
    ['# File: docker-compose.staging.yml', 'docker-compose.staging.yml:?'],
    [
      '**File**: `/netra_backend/app/routes/websocket_ssot.py`',
      '/netra_backend/app/routes/websocket_ssot.py:?',
    ],
    ['the list: `netra_backend/app/agent_handler.py`', 'netra_backend/app/agent_handler.py:?'],
    ['websocket.py:557', 'websocket.py:557'],
    ['WARNING:websocket.py:557:no await', 'websocket.py:557'],
    ['websocket.py:handle:557', 'websocket.py:557'],
    ['src/app.ts:12:5 - error TS2304', 'src/app.ts:12:5'],
    ['src/app.ts(12,5): error TS2304', 'src/app.ts:12:5'],
    ['Store.cpp(12): error C2065', 'Store.cpp:12'],
    ['at "src/app.ts", line 12, column 5', 'src/app.ts:12:5'],
    ['in /app/index.php on line 12', '/app/index.php:12'],
    ['see src/app.ts#L12-L20', 'src/app.ts:12'],
    ['"my files/app.ts":12:5', 'my files/app.ts:12:5'],
    ['app/(group)/[id]/page.tsx:3:1', 'app/(group)/[id]/page.tsx:3:1'],
    [String.raw`C:\Users\Zoë\app\store.cs:12`, String.raw`C:\Users\Zoë\app\store.cs:12`],
    ['file:///c:/app/store.ts:12:5', 'file:///c:/app/store.ts:12:5'],
    ['webpack:///./src/store.ts:12:5', '/src/store.ts:12:5'],
    ['at f (webpack://my-app/./src/store.ts?f00d:12:5)', '/src/store.ts:12:5'],
    ['at f (webpack-internal:///(rsc)/./src/store.ts:12:5)', '/src/store.ts:12:5'],
    [
      'at f (webpack:////builds/app/src/store.vue?/loader??ref--3!/vue:12:5)',
      '/builds/app/src/store.vue:12:5',
    ],
    ['déjà/vu/été.py:7', 'déjà/vu/été.py:7'],
    ['Dockerfile:12', 'Dockerfile:12'],
    ['[store.py:3](../app/store.py#L3)', 'store.py:3', '../app/store.py:3'],
    [String.raw`\\host\share\app\store.cs:12`, String.raw`\\host\share\app\store.cs:12`],
    [String.raw`\\?\C:\app\store.py:3`, String.raw`\\?\C:\app\store.py:3`],
    ['::error file=src/app.ts,line=10,col=15::Missing', 'src/app.ts:10:15'],
    ['{"file":"/app/store.py","line":12,"function":"load"}', '/app/store.py:12'],
    ['level=error caller=store.go:12 msg=late', 'store.go:12'],
    ['caller=store.go:12', 'store.go:12'],
    ['psql:schema.sql:12: ERROR:  no table', 'schema.sql:12'],
    ["thread 'main' panicked at 'no thread', src/main.rs:12:5", 'src/main.rs:12:5'],
    ['Called from Store.load in file "src/store.ml", line 12, characters 2-10', 'src/store.ml:12:2'],
  ];
  for (const [text, ...expected] of forms) {
    it(`reads ${text}`, () => assert.deepEqual(readFrames(text).map(located), expected));
  }

  const nothing: readonly string[] = [
    '',
    'I am a string',
    'GET http://host:8080/threads 500 in 12 ms',
    'GET https://api.staging.example.com/app.js',
    'http://localhost:3000/static/app.js:12',
    'at 15:42:02 the server stopped',
    'stopped at 15:42:02',
    'https://localhost:3000/static/app.js:12',
    'https://github.com/acme/other/blob/3f2a9c1/src/store.py#L12',
    '2025-01-07T15:42:02.118Z ERROR',
    'connect ECONNREFUSED 10.0.0.4:5432',
    'listening on db.internal:5432',
    'lookup example.com:443 failed',
    'gcr.io/project/image:1.2.3',
    'ratio 3:4, version v1.2:3',
    'line 557 has no await',
    'at line 557',
    'Lines 376-393: fallback',
    'user@example.com:22',
    '{"status": 500, "line": 12}',
    'a::b::c:12',
    'Error: Unexpected token } in JSON at position 12',
    'Caused by: java.io.IOException: 3',
    '#1 priority (2)',
  ];
  for (const text of nothing) {
    it(`finds nothing in ${JSON.stringify(text)}`, () => assert.deepEqual(readFrames(text), []));
  }

  it('gives the offsets of each form, with Windows line ends too', () => {
    const text = 'Oh:\r\n  File "/app/my app.py", line 3, in f\r\n    g()\r\nsee websocket.py:508,519\r\n';
    const frames = readFrames(text);
    assert.deepEqual(
      frames.map(({ start, end }) => text.slice(start, end)),
      ['File "/app/my app.py", line 3, in f', 'websocket.py:508', '519'],
    );
    assert.equal(frames[0]?.source, 'g()');
  });

  it('tells frames of libraries and of the runtime', () => {
    const library = (text: string): boolean[] => readFrames(text).map((frame) => frame.library);
    assert.deepEqual(library(traces.pythonJson), [false, true, true, true]);
    assert.deepEqual(library(traces.go), [false, false, false, true, false]);
    assert.deepEqual(library(traces.ruby), [false, false, true, false]);
    assert.deepEqual(library(traces.php), [false, false, true, false]);
    assert.deepEqual(library(traces.java), [false, false, false, true, true, true, false]);
    assert.deepEqual(library(traces.nodeAs), [false, false, false, false, true, true, true]);
    const lambda =
      '    at exports.handler (/var/task/index.js:10:22)\n    at R.once (file:///var/runtime/index.mjs:1173:29)';
    assert.deepEqual(library(lambda), [false, true]);
    assert.deepEqual(library('    at x (C:\\app\\node_modules\\pg\\lib\\x.js:1:2)'), [true]);
  });

  it('never throws, and every form holds its path, whatever colours stand in it', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const { path, line, start, end } of readFrames(text)) {
          const form = withoutColours(text.slice(start, end)).text;
          assert.ok(
            form.includes(path) || form === String(line) || Number(form) === line,
            `${form} holds ${path}`,
          );
          assert.ok(start >= last && end > start);
          last = end;
        }
      }),
      { examples: [[['File "', '>', '\u001b[31m', '@', '", line 12']]] },
    );
  });

  it('takes time linear in the length of a line, whatever is in it', () => {
    for (const trap of traps) {
      // Lines that were read before are remembered, so each is another.
      const read = (length: number, round: number): void =>
        void readFrames(`${trap.repeat(length / trap.length)} ${round}`);
      const times = growth(read, 500, 7_900);
      assert.ok(
        times < 64,
        `a line of ${JSON.stringify(trap)}, 16 times as long, takes ${times.toFixed(1)} times as long`,
      );
    }
  });

  it('passes over what stands far out in a line of a megabyte', () => {
    for (const trap of traps) {
      const read = (length: number, round: number): void =>
        void readFrames(`${round} ${trap.repeat(length / trap.length)}`);
      const times = growth(read, 16_000, 1_000_000);
      assert.ok(
        times < 200,
        `${JSON.stringify(trap)}, 62 times as often, takes ${times.toFixed(1)} times as long`,
      );
    }
  });
});

/** What a frame says, in a line: base name, line, column, function, source. */
function told({ path, line, column, function: func, source }: Frame): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return [
    `${name}:${line ?? '?'}${column === undefined ? '' : `:${column}`}`,
    ...(func === undefined ? [] : [func]),
    ...(source === undefined ? [] : [`«${source}»`]),
  ].join(' ');
}

function located({ path, line, column }: Frame): string {
  return `${path}:${line ?? '?'}${column === undefined ? '' : `:${column}`}`;
}

function own(frame: Frame): boolean {
  return !frame.library;
}

/** Pieces of which locations are made, so that random texts come near to them. */
const piece = fc.constantFrom(
  'File "',
  '", line 12',
  ', in f',
  '\n',
  '\r\n',
  '    at ',
  ' (',
  ')',
  ':12',
  ':12:5',
  ',519',
  '-20',
  '/app/',
  'C:\\',
  'a.py',
  'b.ts',
  'X.java',
  'c.go',
  'd.rs',
  ' in ',
  "'",
  '"',
  '`',
  ' ',
  '#0 ',
  '@',
  'line 3 in ',
  '\u001b[31m',
  '---> 7 ',
  'é',
);

/** Repeated, each makes a careless pattern look at the same characters again and again, in one line and in many. */
const traps = [
  'at ',
  'at (',
  'at (eval at ',
  '#1 ',
  '(((a.ts:1',
  'a.rb:1:in `',
  'File "',
  'a/',
  '/(a)',
  ':1',
  ' line 1',
  '"a" ',
  'a.py:1 ',
  'a.',
  'a(b) in ',
  ' called at ',
  '1: a at ',
  '{file,"',
  '(a 1) b.ex:1: ',
  "panicked at '",
];
