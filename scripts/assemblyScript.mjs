// How an import of `name.wasm` becomes the AssemblyScript program `name.ts` beside it: a function `instantiate` that returns a
// new instance's exports.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { ROOT } from './install.mjs';

/** Compiling takes seconds, so what came of it is kept. */
const CACHE = path.join(ROOT, 'node_modules', '.cache', 'five-whys');

/** The programs of this run, by their files in `CACHE`. @type {Map<string, Promise<void>>} */
const compiled = new Map();

/** @type {import('esbuild').Plugin} */
export const assemblyScript = {
  name: 'assembly-script',
  setup(build) {
    build.onResolve({ filter: /\.wasm$/ }, (args) => ({ path: path.join(args.resolveDir, args.path) }));
    build.onLoad({ filter: /\.wasm$/ }, async (args) => {
      const program = args.path.replace(/\.wasm$/, '.ts');
      const folder = path.dirname(program);
      const file = path.join(CACHE, `${hashOf(folder)}.wasm`);
      if (!compiled.has(file)) compiled.set(file, compile(program, file));
      try {
        await compiled.get(file);
      } catch (error) {
        return { errors: [{ text: String(error) }], watchDirs: [folder] };
      }
      return { contents: moduleOf(readFileSync(file)), loader: 'js', watchDirs: [folder] };
    });
  },
};

/**
 * All instances are of one module, so that they share what is compiled of it. It is in the bundle as a third of its bytes, which takes
 * a fifth of a millisecond to undo.
 *
 * @param {Buffer} wasm
 */
function moduleOf(wasm) {
  const deflated = deflateRawSync(wasm, { level: 9 }).toString('base64');
  return `
    import { inflateRawSync } from 'node:zlib';
    let module;
    export function instantiate() {
      module ??= new WebAssembly.Module(inflateRawSync(Buffer.from('${deflated}', 'base64')));
      return new WebAssembly.Instance(module).exports;
    }`;
}

/** Of all that what is compiled depends on. @param {string} folder */
function hashOf(folder) {
  const sources = readdirSync(folder).sort();
  const lock = path.join(ROOT, 'node_modules', 'assemblyscript', 'package.json');
  const hash = createHash('sha256').update(readFileSync(lock)).update(OPTIONS.join(' '));
  for (const name of sources) hash.update(`${name}\0`).update(readFileSync(path.join(folder, name)));
  return hash.digest('hex').slice(0, 32);
}

/** The memory is that of the program alone, so that nothing has to be allocated, freed or checked. */
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--disableWarning', '112'];

/**
 * @param {string} program
 * @param {string} file to be written, unless it is there
 */
async function compile(program, file) {
  if (existsSync(file)) return;
  const { default: asc } = await import('assemblyscript/asc');
  const entry = path.relative(ROOT, program).replaceAll(path.sep, '/');
  let said = '';
  const { error } = await asc.main([entry, '--baseDir', ROOT, '--outFile', 'out.wasm', ...OPTIONS], {
    stderr: { write: (text) => void (said += text) },
    writeFile(_name, contents) {
      mkdirSync(CACHE, { recursive: true });
      writeFileSync(file, contents);
    },
  });
  if (error) throw new Error(`${entry} cannot be compiled.\n${said}`);
}
