// Lays out the sample incident from a clone of the project: `node samples/layOut.mjs <folder>` prints
// the commits as JSON. The logic is src/sources/sampleWorkspace.ts, built here for the occasion.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';

const samplesDir = dirname(fileURLToPath(import.meta.url));

/**
 * Lays out the sample in a new or empty folder; see `layOutSample` in sampleWorkspace.ts.
 *
 * @param {string} targetDir
 * @param {import('../src/sources/sampleWorkspace').SampleOptions} [options]
 * @returns {Promise<import('../src/sources/sampleWorkspace').SampleWorkspace>}
 */
export async function layOutSample(targetDir, options) {
  const { outputFiles } = await build({
    entryPoints: [join(samplesDir, '..', 'src', 'sources', 'sampleWorkspace.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  const module = await import(`data:text/javascript;base64,${code}`);
  return module.layOutSample(samplesDir, targetDir, options);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [targetDir] = process.argv.slice(2);
  if (!targetDir) {
    console.error('Usage: node samples/layOut.mjs <new or empty folder>');
    process.exitCode = 2;
  } else {
    console.log(JSON.stringify(await layOutSample(resolve(targetDir)), undefined, 2));
  }
}
