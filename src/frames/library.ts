/**
 * Whether a frame lies in a library or the runtime, as far as the text tells: by the folder names in its path, and for
 * the JVM, whose frames carry a bare file name, by the package of its function.
 */
export function isLibrary(path: string, func?: string): boolean {
  const slashed = path.replaceAll('\\', '/');
  return (
    folders.test(slashed) || pseudoFiles.test(slashed) || (func !== undefined && runtimePackages.test(func))
  );
}

/**
 * What stands below the folder into which Python installs packages: `django/db/models/query.py` of
 * `lib/python3.11/site-packages/django/db/models/query.py`. Undefined where there is no such folder.
 */
export function installedPath(names: readonly string[]): readonly string[] | undefined {
  const at = names.findLastIndex((name) => installFolders.test(name));
  return at < 0 ? undefined : names.slice(at + 1);
}

/** An egg is a folder of its own inside `site-packages`. */
const installFolders = /^(?:(?:site|dist)-packages|.*\.egg)$/;

/** Where package managers and runtimes keep code that is not the user's. */
const folders = new RegExp(
  [
    // Python
    String.raw`\/(?:site|dist)-packages\/`,
    String.raw`\/lib(?:64)?\/python\d(?:\.\d+)?\/`,
    // JavaScript
    String.raw`(?:^|\/)node_modules\/`,
    String.raw`(?:^|\/)webpack\/(?:runtime|bootstrap)`,
    // Go: the standard library has no dot in its first folder, a module's path has
    String.raw`\/go\/src\/[^/.]+\/`,
    String.raw`\/libexec\/src\/`,
    String.raw`\/go\/pkg\/mod\/`,
    // Ruby
    String.raw`\/gems\/`,
    String.raw`\/lib\/ruby\/`,
    // Rust
    String.raw`^\/rustc\/`,
    String.raw`\/\.cargo\/(?:registry|git)\/`,
    String.raw`\/lib\/rustlib\/`,
    // PHP, Go, Ruby
    String.raw`(?:^|\/)vendor\/`,
    // C and C++
    String.raw`^\/usr\/(?:include|lib|src)\/(?!app\/)`,
    // What Lambda itself runs in, of all languages
    String.raw`^(?:file:\/\/)?\/var\/(?:runtime|lang)\/`,
    // .NET, as Microsoft builds it
    String.raw`^\/_\/src\/`,
  ].join('|'),
);

/** No file at all: `node:internal/process`, `internal/modules/cjs/loader.js`, `<frozen importlib._bootstrap>`, `[native code]`. */
const pseudoFiles = /^(?:node:|dart:|ext:|internal\/|<|\[)|^(?:bootstrap_node|timers|events|module|net)\.js$/;

/** The JVM's own packages and those of the languages on it, behind the names of a class loader and a module. */
const runtimePackages =
  /^(?:[^/]*\/){0,2}(?:java|javax|jakarta|sun|jdk|com\.sun|kotlin|kotlinx|scala|groovy|org\.codehaus\.groovy|org\.jruby)\.[^.]+\./;
