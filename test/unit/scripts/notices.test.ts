import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { bundledPackages, noticeOf, noticesText } from '../../../scripts/notices.mjs';

describe('the licences of what is bundled', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'five-whys-notices-'));
    await put('main.js', "import { a } from 'a'; import { unused } from 'unused'; console.log(a);");
    await put('node_modules/a/package.json', '{"name":"a","version":"1.2.3","license":"MIT"}');
    await put('node_modules/a/index.js', "export * from '@scope/b';");
    await put('node_modules/a/LICENSE.md', 'Permission is granted.\n');
    await put('node_modules/@scope/b/package.json', '{"name":"@scope/b","version":"2.0.0","license":"ISC"}');
    await put('node_modules/@scope/b/index.js', 'export const a = 1;');
    await put('node_modules/unused/package.json', '{"name":"unused","version":"1.0.0","sideEffects":false}');
    await put('node_modules/unused/index.js', 'export const unused = 1;');
  });
  after(() => rm(folder, { recursive: true }));

  it('are those of the packages whose code is in a bundle, and of no others', async () => {
    const { metafile } = await build({
      absWorkingDir: folder,
      entryPoints: ['main.js'],
      bundle: true,
      metafile: true,
      write: false,
      outdir: 'out',
    });
    const packages = bundledPackages([metafile]);
    assert.deepEqual(
      packages.filter((name) => name.endsWith('unused')),
      [],
    );
    assert.ok(
      packages.some((name) => name.endsWith('node_modules/@scope/b')),
      String(packages),
    );
  });

  it('are passed on in their own words, or by name where there are none', () => {
    const notices = ['node_modules/a', 'node_modules/@scope/b'].map((name) =>
      noticeOf(path.join(folder, name)),
    );
    const text = noticesText(notices);
    assert.match(text, /^a 1\.2\.3 \(MIT\)\n\nPermission is granted\.$/m);
    assert.match(text, /^@scope\/b 2\.0\.0 \(ISC\)\n\n.*Its licence is ISC\.$/m);
  });

  it('must be said', () => {
    assert.throws(
      () => noticeOf(path.join(folder, 'node_modules/unused')),
      /unused 1\.0\.0 is bundled and says no/,
    );
  });

  async function put(name: string, text: string): Promise<void> {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
});
