/** What a program printed when it failed. Its folders were renamed to /app and /usr/local, and nothing else was changed. */
export interface Recording {
  /** The language, its version, and how the program was run. */
  readonly made: string;
  /** The program, or the programs that it is made of. */
  readonly program: string;
  readonly trace: string;
}

/** The message of the exception quotes another traceback. */
export const pythonMessage: Recording = {
  made: 'Python 3.13.0: python3 doc_case.py',
  program: `import doctest

def total(items):
    """
    >>> total([1, 2])
    4
    """
    return sum(items) + missing

if __name__ == "__main__":
    [case] = doctest.DocTestSuite()
    case.runTest()`,
  trace: `Traceback (most recent call last):
  File "/app/doc_case.py", line 12, in <module>
    case.runTest()
    ~~~~~~~~~~~~^^
  File "/usr/local/lib/python3.13/doctest.py", line 2327, in runTest
    raise self.failureException(self.format_failure(new.getvalue()))
AssertionError: Failed doctest test for __main__.total
  File "/app/doc_case.py", line 3, in total

----------------------------------------------------------------------
File "/app/doc_case.py", line 5, in __main__.total
Failed example:
    total([1, 2])
Exception raised:
    Traceback (most recent call last):
      File "/usr/local/lib/python3.13/doctest.py", line 1395, in __run
        exec(compile(example.source, filename, "single",
        ~~~~^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                     compileflags, True), test.globs)
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      File "<doctest __main__.total[0]>", line 1, in <module>
        total([1, 2])
        ~~~~~^^^^^^^^
      File "/app/doc_case.py", line 8, in total
        return sum(items) + missing
                            ^^^^^^^
    NameError: name 'missing' is not defined`,
};

/** The place of a SyntaxError stands below the steps that led to it. */
export const pythonImport: Recording = {
  made: 'Python 3.13.0: python3 imports.py',
  program: `import bad
x = 1
print(x`,
  trace: `Traceback (most recent call last):
  File "/app/imports.py", line 1, in <module>
    import bad
  File "/app/bad.py", line 2
    print(x
         ^
SyntaxError: '(' was never closed`,
};

export const nodePromise: Recording = {
  made: 'Node 20.20.2: node web.mjs',
  program: `class Store { async load(id) { await null; throw new RangeError(\`no thread \${id}\`); } }
async function handle(id) { return await new Store().load(id); }
try { await Promise.all([handle(1)]); } catch (e) { console.log(e.stack); }`,
  trace: `RangeError: no thread 1
    at Store.load (file:///app/web.mjs:1:50)
    at async handle (file:///app/web.mjs:2:36)
    at async Promise.all (index 0)
    at async file:///app/web.mjs:3:7`,
};

export const javaModule: Recording = {
  made: 'OpenJDK 17.0.15: javac -d out Store.java && java -cp out com.acme.Store',
  program: `package com.acme;
public class Store {
  String load(int id) { try { return String.valueOf(Integer.parseInt("x" + id)); } catch (NumberFormatException e) { throw new IllegalStateException("no thread " + id, e); } }
  public static void main(String[] a) { java.util.List.of(1).forEach(id -> new Store().load(id)); }
}`,
  trace: `Exception in thread "main" java.lang.IllegalStateException: no thread 1
	at com.acme.Store.load(Store.java:3)
	at com.acme.Store.lambda$main$0(Store.java:4)
	at java.base/java.lang.Iterable.forEach(Iterable.java:75)
	at com.acme.Store.main(Store.java:4)
Caused by: java.lang.NumberFormatException: For input string: "x1"
	at java.base/java.lang.NumberFormatException.forInputString(NumberFormatException.java:67)
	at java.base/java.lang.Integer.parseInt(Integer.java:668)
	at java.base/java.lang.Integer.parseInt(Integer.java:786)
	... 4 more`,
};

export const goAncestor: Recording = {
  made: 'Go 1.19.8: GODEBUG=tracebackancestors=2 go run .',
  program: `package main

type Store struct{ threads []string }

func (s *Store) load(id int) string { return s.threads[id] }

func main() {
	done := make(chan bool)
	go func() {
		defer close(done)
		(&Store{}).load(5)
	}()
	<-done
}`,
  trace: `panic: runtime error: index out of range [5] with length 0

goroutine 17 [running]:
main.(*Store).load(...)
	/app/main.go:5
main.main.func1()
	/app/main.go:11 +0x5c
created by main.main
	/app/main.go:9 +0x6a
[originating from goroutine 1]:
main.main(...)
	/app/main.go:13 +0x6a
exit status 2`,
};

export const rustBacktrace: Recording = {
  made: 'Rust 1.95.0: rustc -g bt.rs && ./bt, its first three steps',
  program: `use std::backtrace::Backtrace;
struct Store;
impl Store { fn load(&self, id: usize) -> usize { println!("{}", Backtrace::force_capture()); id } }
fn main() { Store.load(5); }`,
  trace: `   0: bt::Store::load
             at ./bt.rs:3:66
   1: bt::main
             at ./bt.rs:4:19
   2: core::ops::function::FnOnce::call_once
             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/ops/function.rs:250:5`,
};

export const rubyBlock: Recording = {
  made: 'Ruby 3.1.7: ruby store.rb',
  program: `class Store
  def load(id) = { "a" => 1 }.fetch(id)
  def handle(id) = [id].each { |one| load(one) }
end
Store.new.handle("x")`,
  trace: `store.rb:2:in \`fetch': key not found: "x" (KeyError)
	from store.rb:2:in \`load'
	from store.rb:3:in \`block in handle'
	from store.rb:3:in \`each'
	from store.rb:3:in \`handle'
	from store.rb:5:in \`<main>'`,
};

export const phpClosure: Recording = {
  made: 'PHP 8.2.36: php -d display_errors=1 store.php',
  program: `<?php
class Store {
    function load(int $id) { throw new RuntimeException("no thread $id"); }
    function handle($ids) { return array_map(fn($id) => $this->load($id), $ids); }
}
(new Store())->handle([1]);`,
  trace: `
Fatal error: Uncaught RuntimeException: no thread 1 in /app/store.php:3
Stack trace:
#0 /app/store.php(4): Store->load()
#1 [internal function]: Store->{closure}()
#2 /app/store.php(4): array_map()
#3 /app/store.php(6): Store->handle()
#4 {main}
  thrown in /app/store.php on line 3`,
};

export const perlConfess: Recording = {
  made: 'Perl 5.36.0: perl store.pl',
  program: `use strict; use warnings; use Carp;
package Store;
sub load { my ($self, $id) = @_; Carp::confess("no thread für $id"); }
package main;
sub handle { my ($id) = @_; return Store->load($id); }
handle("x");`,
  trace: `no thread für x at store.pl line 3.
	Store::load("Store", "x") called at store.pl line 5
	main::handle("x") called at store.pl line 6`,
};

export const luaMethod: Recording = {
  made: 'Lua 5.4.4: lua5.4 store.lua',
  program: `local Store = {}
function Store:load(id) error("no thread für " .. id) end
local function handle(id) local ok = Store:load(id); return ok end
handle("x")`,
  trace: `lua5.4: store.lua:2: no thread für x
stack traceback:
	[C]: in function 'error'
	store.lua:2: in method 'load'
	store.lua:3: in local 'handle'
	store.lua:4: in main chunk
	[C]: in ?`,
};

const overrun = `#include <stdlib.h>
#include <string.h>
static char *load(int n) { char *p = malloc(4); p[n] = 1; return p; }
static char *handle(int n) { return load(n); }
int main(int argc, char **argv) { char *p = handle(argc + 7); free(p); return p[0]; }`;

export const addressSanitizer: Recording = {
  made: 'GCC 12: gcc -g -fsanitize=address store.c && ./a.out, the first stack',
  program: overrun,
  trace: `==6461==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000000018 at pc 0x55c7a3ced1e4 bp 0x7ffff9dec260 sp 0x7ffff9dec258
WRITE of size 1 at 0x602000000018 thread T0
    #0 0x55c7a3ced1e3 in load /app/store.c:3
    #1 0x55c7a3ced201 in handle /app/store.c:4
    #2 0x55c7a3ced21f in main /app/store.c:5
    #3 0x7f8c71645249 in __libc_start_call_main ../sysdeps/nptl/libc_start_call_main.h:58
    #4 0x7f8c71645304 in __libc_start_main_impl ../csu/libc-start.c:360
    #5 0x55c7a3ced0c0 in _start (/app/storea+0x10c0)`,
};

export const valgrind: Recording = {
  made: 'Valgrind 3.19.0: gcc -g store.c && valgrind ./a.out, the first stack',
  program: overrun,
  trace: `==6464== Invalid write of size 1
==6464==    at 0x10916F: load (store.c:3)
==6464==    by 0x10918C: handle (store.c:4)
==6464==    by 0x1091AA: main (store.c:5)`,
};

export const gdb: Recording = {
  made: 'GDB 13: gdb -batch -ex "break load" -ex run -ex bt ./a.out',
  program: overrun,
  trace: `#0  load (n=8) at store.c:3
#1  0x000055555555518d in handle (n=8) at store.c:4
#2  0x00005555555551ab in main (argc=1, argv=0x7fffffffe7e8) at store.c:5`,
};
