// Bundles the extension and its page into dist/, or the tests into out/.
//
//   node scripts/build.mjs [--production | --watch]
//   node scripts/build.mjs --tests
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { assemblyScript } from './assemblyScript.mjs';
import { GOOGLE_CLOUD_BUNDLE, googleCloudLater } from './googleCloudBundle.mjs';
import { installMissing, ROOT } from './install.mjs';
import { LATER_MODULE_BUNDLES, modulesLater } from './laterModules.mjs';
import { loadedWith, partsLater } from './laterParts.mjs';
import { bundledPackages, noticeOf, noticesText } from './notices.mjs';

installMissing();
const esbuild = await import('esbuild');

/** @typedef {import('esbuild').BuildOptions} BuildOptions */

/** More code at the start would show in the time that VS Code takes to activate the extension. */
const START_LIMIT_BYTES = 300_000;

/** A bigger bundle with Google's client would show in the time of the first pull. */
const GOOGLE_CLOUD_LIMIT_BYTES = 1_500_000;

/**
 * The thread that reads log files.
 *
 * @type {BuildOptions}
 */
const LOG_WORKER_BUNDLE = {
  entryPoints: ['src/sources/logWorker.ts'],
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  plugins: [modulesLater],
};

/** @type {BuildOptions[]} */
const BUNDLES = [
  {
    entryPoints: ['src/extension.ts'],
    platform: 'node',
    format: 'cjs',
    target: 'node22', // the Node of engines.vscode
    external: ['vscode'],
    mainFields: ['module', 'main'], // jsonc-parser's main loads its parts in a way that cannot be bundled
    plugins: [googleCloudLater, modulesLater, partsLater],
  },
  ...LATER_MODULE_BUNDLES,
  GOOGLE_CLOUD_BUNDLE,
  LOG_WORKER_BUNDLE,
  {
    entryPoints: [
      { in: 'src/webview/main.tsx', out: 'whysPage' },
      { in: 'src/webview/page.css', out: 'whysPage' },
    ],
    platform: 'browser',
    format: 'iife',
    target: 'chrome134', // the Chromium of engines.vscode
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
];

const { values: options } = parseArgs({
  options: { production: { type: 'boolean' }, tests: { type: 'boolean' }, watch: { type: 'boolean' } },
});

process.chdir(ROOT);
try {
  if (options.tests) await buildTests();
  else if (options.watch) await watchExtension();
  else await buildExtension();
} catch (error) {
  // esbuild has printed what is wrong, with file and line.
  if (!(error instanceof Error && 'errors' in error)) console.error(error);
  process.exitCode = 1;
}

async function buildExtension() {
  startAfresh('dist');
  const built = await Promise.all(BUNDLES.map((bundle) => esbuild.build(intoDist(bundle))));
  copyCodicons();
  const [extension] = built;
  for (const file of readdirSync('dist').filter((name) => /\.(js|css)$/.test(name))) {
    console.log(`dist/${file}`.padEnd(24), `${(sizeOf(file) / 1000).toFixed(1)} kB`.padStart(9));
  }
  const atStart = extension?.metafile ? loadedWith(extension.metafile, 'dist/extension.js') : [];
  const startBytes = atStart.reduce((sum, file) => sum + sizeOf(path.basename(file)), 0);
  console.log('loaded at the start'.padEnd(24), `${(startBytes / 1000).toFixed(1)} kB`.padStart(9));
  if (options.production) {
    checkSize('What is loaded at the start', startBytes, START_LIMIT_BYTES);
    writeNotices(built.flatMap(({ metafile }) => metafile ?? []));
    checkSize('dist/googleCloud.js', sizeOf('googleCloud.js'), GOOGLE_CLOUD_LIMIT_BYTES);
  }
}

/**
 * @param {string} what
 * @param {number} sizeBytes
 * @param {number} limitBytes
 */
function checkSize(what, sizeBytes, limitBytes) {
  if (sizeBytes > limitBytes) throw new Error(`${what} is over its limit of ${limitBytes / 1000} kB.`);
}

/** Builds at every change until the process is ended. */
async function watchExtension() {
  startAfresh('dist');
  copyCodicons();
  for (const bundle of BUNDLES) {
    const built = intoDist(bundle);
    const context = await esbuild.context({ ...built, plugins: [...(built.plugins ?? []), progress] });
    await context.watch();
  }
}

/**
 * Unit tests become ES modules for plain Node; what they share is one chunk, so that coverage counts a source file once.
 * Benches become one file each, as what is shipped. Tests of the editor become CommonJS for the extension host.
 */
async function buildTests() {
  startAfresh('out/test');
  /** @type {BuildOptions} */
  const common = {
    bundle: true,
    platform: 'node',
    packages: 'external',
    sourcemap: 'inline',
    treeShaking: false, // what no test reaches must show in the coverage
    outbase: 'test',
    outdir: 'out/test',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
    plugins: [assemblyScript],
  };
  const worker = path.resolve('out/test/logWorker.cjs');
  const unit = [...filesBelow('test/unit', '.test.ts'), 'test/fakes/cloudLogging/main.ts'];
  const benches = filesBelow('test/bench', '.bench.ts');
  const editor = filesBelow('test/vscode', '.test.ts');
  /** @type {BuildOptions} */
  const plainNode = {
    ...common,
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    target: 'node20',
    define: { LOG_WORKER: JSON.stringify(worker) },
  };
  await Promise.all([
    esbuild.build({
      ...plainNode,
      entryPoints: unit,
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
    }),
    esbuild.build({ ...plainNode, entryPoints: benches, treeShaking: true }),
    esbuild.build({
      ...common,
      outdir: undefined,
      treeShaking: true,
      entryPoints: LOG_WORKER_BUNDLE.entryPoints,
      format: 'cjs',
      target: 'node20',
      outfile: worker,
    }),
    esbuild.build({
      ...common,
      entryPoints: editor,
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
      target: 'node22',
      // The fakes are written for ES modules, which the extension host does not load tests as.
      define: { 'import.meta.url': 'importMetaUrl' },
      banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    }),
  ]);
  console.log(`Built ${unit.length - 1} unit test files and ${editor.length} of VS Code tests.`);
}

/**
 * @param {BuildOptions} bundle
 * @returns {BuildOptions}
 */
function intoDist(bundle) {
  return {
    ...bundle,
    plugins: [...(bundle.plugins ?? []), assemblyScript],
    bundle: true,
    outdir: 'dist',
    minify: Boolean(options.production),
    sourcemap: options.production ? 'external' : 'linked', // packages are made without the maps
    legalComments: 'none', // `writeNotices` has the licences
    metafile: true,
    logLevel: 'warning',
  };
}

/** Prints the lines by which the task in .vscode/tasks.json knows that a build has ended. */
const progress = /** @satisfies {import('esbuild').Plugin} */ ({
  name: 'progress',
  setup(build) {
    build.onStart(() => console.log('Build started'));
    build.onEnd(({ errors }) => console.log(`Build ended with ${errors.length} errors`));
  },
});

/** The page's icons are a font. */
function copyCodicons() {
  for (const url of [
    import.meta.resolve('@vscode/codicons/dist/codicon.css'),
    import.meta.resolve('@vscode/codicons/dist/codicon.ttf'),
  ]) {
    copyFileSync(fileURLToPath(url), path.join('dist', path.basename(url)));
  }
}

/** @param {readonly import('esbuild').Metafile[]} metafiles */
function writeNotices(metafiles) {
  const folders = [
    ...bundledPackages(metafiles),
    'node_modules/@vscode/codicons',
    'node_modules/assemblyscript',
  ];
  writeFileSync('dist/THIRD-PARTY-NOTICES.txt', noticesText(folders.map(noticeOf)));
}

/** @param {string} folder */
function startAfresh(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

/**
 * @param {string} folder
 * @param {string} ending
 */
function filesBelow(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => path.join(folder, name));
}

/** @param {string} file in dist/ */
function sizeOf(file) {
  return statSync(path.join('dist', file)).size;
}
