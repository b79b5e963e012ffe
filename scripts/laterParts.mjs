// How what the extension imports with `import()` becomes files of their own beside its bundle, loaded when they are needed.
// esbuild shares code among such parts only as ES modules, and VS Code loads an extension as CommonJS: the bundle is made as
// the one and written as the other.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/** @type {import('esbuild').Plugin} */
export const partsLater = {
  name: 'parts-later',
  setup({ initialOptions: options, esbuild, onEnd }) {
    const { minify, sourcemap, target } = options;
    Object.assign(options, {
      format: 'esm',
      splitting: true,
      chunkNames: 'part-[hash]',
      sourcemap: 'inline',
      write: false,
    });
    onEnd(async ({ outputFiles = [] }) => {
      await Promise.all(
        outputFiles.map(async (file) => {
          const { code, map } = await esbuild.transform(file.text, {
            format: 'cjs',
            platform: 'node',
            supported: { 'dynamic-import': false }, // `import()` becomes a `require` that runs when it is reached
            sourcefile: file.path,
            sourcemap: 'external',
            ...(minify !== undefined && { minify }),
            ...(target !== undefined && { target }),
          });
          const linked =
            sourcemap === 'linked' ? `//# sourceMappingURL=${path.basename(file.path)}.map\n` : '';
          await writeFile(file.path, code + linked);
          await writeFile(`${file.path}.map`, map);
        }),
      );
    });
  },
};

/**
 * The files that are loaded with one of an ES module build: itself, and what it imports at once.
 *
 * @param {import('esbuild').Metafile} metafile
 * @param {string} file as the metafile names it
 * @returns {string[]}
 */
export function loadedWith({ outputs }, file) {
  const loaded = new Set([file]);
  for (const name of loaded) {
    for (const { path: imported, kind, external } of outputs[name]?.imports ?? []) {
      if (kind === 'import-statement' && !external) loaded.add(imported);
    }
  }
  return [...loaded];
}
