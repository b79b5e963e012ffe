// Traces as the runtimes printed them: small programs were run, and their folders renamed to /app and /usr/local.

/** Python 3.13: `raise StoreError(...) from error`. */
export const pythonChain = `Traceback (most recent call last):
  File "/app/chain.py", line 9, in handle
    return load(thread)
  File "/app/chain.py", line 5, in load
    return {"a": 1}[thread]
           ~~~~~~~~^^^^^^^^
KeyError: 'x'

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/app/chain.py", line 19, in <module>
    if sys.argv[1] == "chain": handle("x")
                               ~~~~~~^^^^^
  File "/app/chain.py", line 11, in handle
    raise StoreError("no thread für " + thread) from error
StoreError: no thread für x`;

/** Python 3.13: a recursion, and a message of two lines. */
export const pythonDeep = `Traceback (most recent call last):
  File "/app/chain.py", line 20, in <module>
    if sys.argv[1] == "deep": again(8)
                              ~~~~~^^^
  File "/app/chain.py", line 15, in again
    return again(n - 1)
  File "/app/chain.py", line 15, in again
    return again(n - 1)
  File "/app/chain.py", line 15, in again
    return again(n - 1)
  [Previous line repeated 5 more times]
  File "/app/chain.py", line 14, in again
    if n == 0: raise ValueError("deep\\nsecond line")
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
ValueError: deep
second line`;

/** Python 3.13: an ExceptionGroup of two. */
export const pythonGroup = `  + Exception Group Traceback (most recent call last):
  |   File "/app/chain.py", line 26, in <module>
  |     raise ExceptionGroup("two of them", errors)
  | ExceptionGroup: two of them (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/app/chain.py", line 24, in <module>
    |     try: f()
    |          ~^^
    |   File "/app/chain.py", line 23, in <lambda>
    |     for f in (lambda: load("q"), lambda: [][1]):
    |                       ~~~~^^^^^
    |   File "/app/chain.py", line 5, in load
    |     return {"a": 1}[thread]
    |            ~~~~~~~~^^^^^^^^
    | KeyError: 'q'
    +---------------- 2 ----------------
    | Traceback (most recent call last):
    |   File "/app/chain.py", line 24, in <module>
    |     try: f()
    |          ~^^
    |   File "/app/chain.py", line 23, in <lambda>
    |     for f in (lambda: load("q"), lambda: [][1]):
    |                                          ~~^^^
    | IndexError: list index out of range
    +------------------------------------`;

/** Python 3.13: an error out of the standard library. */
export const pythonJson = `Traceback (most recent call last):
  File "/app/chain.py", line 29, in <module>
    json.loads("{")
    ~~~~~~~~~~^^^^^
  File "/usr/local/lib/python3.13/json/__init__.py", line 346, in loads
    return _default_decoder.decode(s)
           ~~~~~~~~~~~~~~~~~~~~~~~^^^
  File "/usr/local/lib/python3.13/json/decoder.py", line 344, in decode
    obj, end = self.raw_decode(s, idx=_w(s, 0).end())
               ~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^
  File "/usr/local/lib/python3.13/json/decoder.py", line 360, in raw_decode
    obj, end = self.scan_once(s, idx)
               ~~~~~~~~~~~~~~^^^^^^^^
json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)`;

/** Python 3.13: a SyntaxError has no function. */
export const pythonSyntax = `  File "/app/bad.py", line 2
    print(x
         ^
SyntaxError: '(' was never closed`;

/** Python 3.13 with FORCE_COLOR=1. */
export const pythonColoured = `Traceback (most recent call last):
  File \u001b[35m"/app/chain.py"\u001b[0m, line \u001b[35m9\u001b[0m, in \u001b[35mhandle\u001b[0m
    return load(thread)
  File \u001b[35m"/app/chain.py"\u001b[0m, line \u001b[35m5\u001b[0m, in \u001b[35mload\u001b[0m
    return \u001b[31m{"a": 1}\u001b[0m\u001b[1;31m[thread]\u001b[0m
           \u001b[31m~~~~~~~~\u001b[0m\u001b[1;31m^^^^^^^^\u001b[0m
\u001b[1;35mKeyError\u001b[0m: \u001b[35m'x'\u001b[0m

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File \u001b[35m"/app/chain.py"\u001b[0m, line \u001b[35m19\u001b[0m, in \u001b[35m<module>\u001b[0m
    if sys.argv[1] == "chain": \u001b[31mhandle\u001b[0m\u001b[1;31m("x")\u001b[0m
                               \u001b[31m~~~~~~\u001b[0m\u001b[1;31m^^^^^\u001b[0m
  File \u001b[35m"/app/chain.py"\u001b[0m, line \u001b[35m11\u001b[0m, in \u001b[35mhandle\u001b[0m
    raise StoreError("no thread für " + thread) from error
\u001b[1;35mStoreError\u001b[0m: \u001b[35mno thread für x\u001b[0m`;

/** Node 20: an uncaught error in a private method under `new`. */
export const nodeNew = `file:///app/my%20files/server.mjs:2
class Server { #find(id) { return id.name.first; }
                                          ^

TypeError: Cannot read properties of undefined (reading 'first')
    at #find (file:///app/my%20files/server.mjs:2:43)
    at Server.handle (file:///app/my%20files/server.mjs:4:31)
    at new Server (file:///app/my%20files/server.mjs:3:40)
    at file:///app/my%20files/server.mjs:7:21
    at ModuleJob.run (node:internal/modules/esm/module_job:325:25)
    at async ModuleLoader.import (node:internal/modules/esm/loader:606:24)
    at async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)

Node.js v20.20.2`;

/** Node 20: `error.stack` under `await`, with a message of two lines. */
export const nodeAwait = `TypeError: not awaited
  second line
    at inner (file:///app/my%20files/server.mjs:9:86)
    at async outer (file:///app/my%20files/server.mjs:9:26)
    at async file:///app/my%20files/server.mjs:10:23`;

/** Node 20: an uncaught error with a cause. */
export const nodeCause = `file:///app/my%20files/server.mjs:11
if (mode === 'cause') { try { JSON.parse('{'); } catch (cause) { throw new Error('cannot read settings', { cause }); } }
                                                                       ^

Error: cannot read settings
    at file:///app/my%20files/server.mjs:11:72
    at ModuleJob.run (node:internal/modules/esm/module_job:325:25)
    at async ModuleLoader.import (node:internal/modules/esm/loader:606:24)
    at async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5) {
  [cause]: SyntaxError: Expected property name or '}' in JSON at position 1
      at JSON.parse (<anonymous>)
      at file:///app/my%20files/server.mjs:11:36
      at ModuleJob.run (node:internal/modules/esm/module_job:325:25)
      at async ModuleLoader.import (node:internal/modules/esm/loader:606:24)
      at async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)
}

Node.js v20.20.2`;

/** Node 20: a getter and a method called by another name. */
export const nodeAs = `file:///app/my%20files/server.mjs:13
if (mode === 'as') { const o = { get name() { throw new RangeError('getter'); } }; const p = { onRequest: function handle() { return o.name; } }; p.onRequest(); }
                                                    ^

RangeError: getter
    at get name [as name] (file:///app/my%20files/server.mjs:13:53)
    at Object.handle [as onRequest] (file:///app/my%20files/server.mjs:13:136)
    at file:///app/my%20files/server.mjs:13:149
    at ModuleJob.run (node:internal/modules/esm/module_job:325:25)
    at async ModuleLoader.import (node:internal/modules/esm/loader:606:24)
    at async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)

Node.js v20.20.2`;

/** Node 20: inside eval. */
export const nodeEval = `<anonymous_script>:1
(() => { throw new Error("in eval"); })()
               ^

Error: in eval
    at eval (eval at <anonymous> (file:///app/my%20files/server.mjs:14:22), <anonymous>:1:16)
    at eval (eval at <anonymous> (file:///app/my%20files/server.mjs:14:22), <anonymous>:1:40)
    at file:///app/my%20files/server.mjs:14:22
    at ModuleJob.run (node:internal/modules/esm/module_job:325:25)
    at async ModuleLoader.import (node:internal/modules/esm/loader:606:24)
    at async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)

Node.js v20.20.2`;

/** Java 17. */
export const java = `Exception in thread "main" java.lang.IllegalStateException: no thread: ü
	at Main.handle(Main.java:2)
	at Main.lambda$main$0(Main.java:3)
	at Main.main(Main.java:3)
Caused by: java.lang.NumberFormatException: For input string: "ü"
	at java.base/java.lang.NumberFormatException.forInputString(NumberFormatException.java:67)
	at java.base/java.lang.Integer.parseInt(Integer.java:668)
	at java.base/java.lang.Integer.parseInt(Integer.java:786)
	at Main$Store.load(Main.java:1)
	... 3 more`;

/** Rust 1.95 with RUST_BACKTRACE=1. */
export const rust = `
thread 'main' (22696) panicked at main.rs:1:39:
index out of bounds: the len is 1 but the index is 5
stack backtrace:
   0: __rustc::rust_begin_unwind
             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/std/src/panicking.rs:689:5
   1: core::panicking::panic_fmt
             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/panicking.rs:80:14
   2: core::panicking::panic_bounds_check
             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/panicking.rs:271:5
   3: main::load
             at ./main.rs:1:39
   4: main::main
             at ./main.rs:2:28
   5: core::ops::function::FnOnce::call_once
             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/ops/function.rs:250:5
note: Some details are omitted, run with \`RUST_BACKTRACE=full\` for a verbose backtrace.`;

// Traces in the form that the runtime documents, written by hand.

/** Go: a panic in a method, recovered and raised again. */
export const go = `panic: runtime error: index out of range [5] with length 1 [recovered]
	panic: again

goroutine 1 [running]:
main.load(...)
	/app/cmd/main.go:8
main.(*Server).Handle(0xc0000a2000, {0x4b1f, 0x3})
	/app/internal/server.go:21 +0x1d
main.main()
	/app/cmd/main.go:30 +0x45

goroutine 6 [chan receive]:
net/http.(*Server).Serve(0x1)
	/usr/local/go/src/net/http/server.go:3086 +0x30d
created by main.start in goroutine 1
	/app/cmd/main.go:41 +0x7b
exit status 2`;

/** C#: an inner exception. */
export const csharp = `Unhandled exception. System.InvalidOperationException: cannot load thread ---> System.FormatException: Input string was not in a correct format.
   at System.Number.ThrowFormatException[TChar](ReadOnlySpan\`1 value)
   at Netra.Threads.Store.Load(String id) in /src/Netra/Threads/Store.cs:line 21
   --- End of inner exception stack trace ---
   at Netra.Threads.Store.Handle(String id) in /src/Netra/Threads/Store.cs:line 26
   at Program.Main(String[] args) in C:\\build agent\\Netra\\Program.cs:line 9`;

/** Ruby 3.4. */
export const ruby = `app/store.rb:3:in 'Store#load': key not found: "x" (KeyError)
	from app/store.rb:9:in 'block in Store#handle'
	from /usr/local/bundle/gems/rack-3.0.8/lib/rack/runtime.rb:24:in 'Rack::Runtime#call'
	from main.rb:5:in '<main>'`;

/** PHP 8: an uncaught error. */
export const php = `PHP Fatal error:  Uncaught TypeError: Store::load(): Argument #1 ($id) must be of type int in /var/www/app/src/Store.php:12
Stack trace:
#0 /var/www/app/src/Handler.php(31): App\\Store->load('x')
#1 /var/www/app/vendor/slim/slim/Slim/App.php(44): App\\Handler->__invoke(Object(Request))
#2 {main}
  thrown in /var/www/app/src/Store.php on line 12`;

/** Python as Celery logs it, with a prefix on every line. */
export const celery = `[2025-01-07 15:42:02,118: ERROR/MainProcess] Task failed
[2025-01-07 15:42:02,118: ERROR/MainProcess] Traceback (most recent call last):
[2025-01-07 15:42:02,119: ERROR/MainProcess]   File "/app/tasks.py", line 12, in run
[2025-01-07 15:42:02,119: ERROR/MainProcess]     return load(x)
[2025-01-07 15:42:02,120: ERROR/MainProcess] ValueError: no x`;
