// How some modules become bundles of their own, which the extension and its threads load when one of their functions is first
// called.
import path from 'node:path';

/** @typedef {import('esbuild').BuildOptions} BuildOptions */

/** @type {readonly { source: string, functions: readonly string[] }[]} */
const MODULES = [
  // for the first report that is read or written
  { source: 'src/report/parseMarkdown.ts', functions: ['parseMarkdown', 'parseBlocks'] },
  // for the first frame in a bundled script
  { source: 'src/frames/sourceMap.ts', functions: ['originalOf', 'sourceMapOf'] },
  // for the first log in YAML
  { source: 'src/sources/parseYaml.ts', functions: ['parseYaml'] },
];

/** @type {BuildOptions[]} */
export const LATER_MODULE_BUNDLES = MODULES.map(({ source }) => ({
  entryPoints: [source],
  platform: 'node',
  format: 'cjs',
  target: 'node22', // the Node of engines.vscode
}));

/**
 * In the bundles of the extension and of its threads, the functions of these modules load them when they are called.
 *
 * @type {import('esbuild').Plugin}
 */
export const modulesLater = {
  name: 'modules-later',
  setup(build) {
    for (const { source, functions } of MODULES) {
      const [folder = '', file = ''] = source.split('/').slice(-2);
      const bundle = `./${path.basename(file, '.ts')}.js`;
      const contents = functions
        .map((name) => `export const ${name} = (...args) => require('${bundle}').${name}(...args);`)
        .join('\n');
      const filter = new RegExp(String.raw`${folder}[\\/]${file.replace('.', String.raw`\.`)}$`);
      build.onLoad({ filter }, () => ({ contents, loader: 'js' }));
      build.onResolve({ filter: new RegExp(`^${bundle.replaceAll('.', String.raw`\.`)}$`) }, () => ({
        path: bundle,
        external: true,
      }));
    }
  },
};
