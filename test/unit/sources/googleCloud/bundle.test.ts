import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { GOOGLE_CLOUD_BUNDLE, googleCloudLater } from '../../../../scripts/googleCloudBundle.mjs';
import { Cloud, PROJECT, records } from './pulling';

/** Runs beside the bundle, in a folder without node_modules: one pull, one tail, one failure. */
const PROGRAM = `
  process.on('unhandledRejection', (error) => { console.log('UNHANDLED', error); process.exitCode = 1; });
  const { googleCloud } = require('./googleCloud.js');
  const [project, endpoint] = process.argv.slice(2);
  const source = googleCloud({ name: 'staging', project, endpoint });
  const abort = new AbortController();
  const context = { signal: abort.signal, progress() {} };
  const query = { minimumSeverity: 'ERROR' };
  (async () => {
    let listed = 0;
    for await (const page of source.list(query, context)) listed += page.entries.length;
    console.log('listed', listed);
    for await (const batch of source.tail(query, context)) {
      console.log('tailed', batch.entries[0].textPayload);
      break;
    }
    try {
      for await (const page of source.list({ ...query, filter: '(' }, context)) console.log(page);
    } catch (error) {
      console.log(error.kind, error.wayOut.title);
    }
    await source.close();
  })();
`;

describe("the bundle with Google's client", () => {
  let folder: string;
  const cloud = new Cloud();
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'five-whys-bundle-'));
    const common = { bundle: true, minify: true, outdir: folder, logLevel: 'warning' } as const;
    await build({ ...GOOGLE_CLOUD_BUNDLE, ...common });
    await build({
      ...common,
      entryPoints: ['src/sources/googleCloud/lazySource.ts'],
      platform: 'node',
      format: 'cjs',
      supported: { 'dynamic-import': false },
      plugins: [googleCloudLater],
    });
    await cloud.start({ records: records(1_500) });
  });
  after(async () => {
    await cloud.stop();
    await rm(folder, { recursive: true });
  });

  it('is one file of under 1.5 MB', async () => {
    const { size } = await stat(path.join(folder, 'googleCloud.js'));
    assert.ok(size < 1_500_000, `${size} bytes`);
  });

  it('lists, tails and puts failures into words with no package beside it', async () => {
    await writeFile(path.join(folder, 'program.js'), PROGRAM);
    const running = promisify(execFile)(
      process.execPath,
      ['program.js', PROJECT, `http://${cloud.server.grpcAddress}`],
      { cwd: folder, timeout: 15_000 },
    );
    const writing = setInterval(() => {
      if (cloud.server.service.openTails > 0) cloud.server.service.write(records(1));
    }, 10);
    const { stdout } = await running.finally(() => clearInterval(writing));
    assert.equal(stdout, 'listed 1500\ntailed order 0 failed\nfilter Edit Filter…\n');
  });

  it("is required by the extension's own bundle only when it is reached", async () => {
    const code = await readFile(path.join(folder, 'lazySource.js'), 'utf8');
    assert.match(code, /\(\)=>[^;]{0,80}require\("\.\/googleCloud\.js"\)/);
    assert.ok(code.length < 20_000);
    assert.doesNotMatch(code, /grpc-js|gaxios/);
  });
});
