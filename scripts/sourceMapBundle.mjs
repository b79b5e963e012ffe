// How the reader of source maps becomes a bundle of its own, which the extension loads for the first frame in a bundled script.

/** @typedef {import('esbuild').BuildOptions} BuildOptions */

/** @type {BuildOptions} */
export const SOURCE_MAP_BUNDLE = {
  entryPoints: ['src/frames/sourceMap.ts'],
  platform: 'node',
  format: 'cjs',
  target: 'node22', // the Node of engines.vscode
};

/**
 * In the extension's own bundle, the functions of the other load it when they are called.
 *
 * @type {import('esbuild').Plugin}
 */
export const sourceMapLater = {
  name: 'source-map-later',
  setup(build) {
    const functions = ['originalOf', 'sourceMapOf'];
    const contents = functions
      .map((name) => `export const ${name} = (...args) => require('./sourceMap.js').${name}(...args);`)
      .join('\n');
    build.onLoad({ filter: /frames[\\/]sourceMap\.ts$/ }, () => ({ contents, loader: 'js' }));
    build.onResolve({ filter: /^\.\/sourceMap\.js$/ }, ({ path }) => ({ path, external: true }));
  },
};
