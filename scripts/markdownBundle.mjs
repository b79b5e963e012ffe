// How the Markdown parser becomes a bundle of its own, which the extension loads when it reads or writes its first report.

/** @typedef {import('esbuild').BuildOptions} BuildOptions */

/** @type {BuildOptions} */
export const MARKDOWN_BUNDLE = {
  entryPoints: ['src/report/parseMarkdown.ts'],
  platform: 'node',
  format: 'cjs',
  target: 'node22', // the Node of engines.vscode
};

/**
 * In the extension's own bundle, the functions of the other load it when they are called.
 *
 * @type {import('esbuild').Plugin}
 */
export const markdownLater = {
  name: 'markdown-later',
  setup(build) {
    const functions = ['parseMarkdown', 'parseBlocks'];
    const contents = functions
      .map((name) => `export const ${name} = (text) => require('./parseMarkdown.js').${name}(text);`)
      .join('\n');
    build.onLoad({ filter: /report[\\/]parseMarkdown\.ts$/ }, () => ({ contents, loader: 'js' }));
    build.onResolve({ filter: /^\.\/parseMarkdown\.js$/ }, ({ path }) => ({ path, external: true }));
  },
};
