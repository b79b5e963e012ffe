import assert from 'node:assert/strict';
import * as esbuild from 'esbuild';
import { UserError } from '../../../src/errors';
import type { Frame } from '../../../src/frames/frame';
import { originalOf, sourceMapOf } from '../../../src/frames/sourceMap';

const source = `export function load(id: string): string {
  throw new Error(id);
}
export const handle = (id: string) => load(id);
`;

describe('originalOf', () => {
  let script: string;
  let mapText: string;
  let thrown: Frame;

  before(() => {
    const result = esbuild.transformSync(source, {
      loader: 'ts',
      minify: true,
      sourcemap: 'external',
      sourcefile: '../src/store.ts',
    });
    script = result.code;
    mapText = result.map;
    thrown = frame(script.indexOf('new Error') + 1);
  });

  it('finds the source of a place in a minified file, beside that file', () => {
    assert.deepEqual(originalOf(thrown, mapText), {
      ...thrown,
      path: '/app/src/store.ts',
      line: 2,
      column: 9,
    });
  });

  it('passes over what keeps a map from being run, and reads a map in sections', () => {
    assert.equal(originalOf(thrown, `)]}'\n${mapText}`)?.line, 2);
    const sections = [{ offset: { line: 0, column: 0 }, map: JSON.parse(mapText) as unknown }];
    assert.equal(originalOf(thrown, JSON.stringify({ version: 3, sections }))?.line, 2);
  });

  it('takes a bundler’s URL for a path, and tells libraries', () => {
    const map = (path: string): string =>
      JSON.stringify({ ...(JSON.parse(mapText) as object), sources: [path] });
    assert.equal(originalOf(thrown, map('webpack://app/./src/store.ts?f00d'))?.path, '/src/store.ts');
    assert.equal(originalOf(thrown, map('../node_modules/pg/lib/x.js'))?.library, true);
    assert.equal(originalOf(thrown, map('/home/ci/src/store.ts'))?.path, '/home/ci/src/store.ts');
  });

  it('finds nothing where the map says nothing', () => {
    assert.equal(originalOf({ ...thrown, line: 99 }, mapText), undefined);
    const { line, ...lineless } = thrown;
    assert.equal(originalOf(lineless, mapText), undefined, String(line));
  });

  it('says that it cannot read what is no map', () => {
    for (const bad of ['', '{', '{"version":3}', '[]', 'null', '<html>']) {
      assert.throws(
        () => originalOf(thrown, bad),
        (error) =>
          error instanceof UserError &&
          /source map of \/app\/dist\/store\.js cannot be read/.test(error.message),
      );
    }
  });
});

describe('sourceMapOf', () => {
  it('finds the map beside the script', () => {
    assert.deepEqual(sourceMapOf('f();\n//# sourceMappingURL=store.js.map\n'), { url: 'store.js.map' });
    assert.deepEqual(sourceMapOf('f();\r\n//@ sourceMappingURL=store.js.map'), { url: 'store.js.map' });
  });

  it('takes the last one, since a bundle may hold others in its texts', () => {
    const script = 'const s = "//# sourceMappingURL=a.map";\n//# sourceMappingURL=b.map';
    assert.deepEqual(sourceMapOf(script), { url: 'b.map' });
  });

  it('reads an inline map', () => {
    const map = '{"version":3,"sources":["é.ts"],"mappings":""}';
    const base64 = Buffer.from(map).toString('base64');
    assert.deepEqual(
      sourceMapOf(`//# sourceMappingURL=data:application/json;charset=utf-8;base64,${base64}`),
      {
        mapText: map,
      },
    );
    assert.deepEqual(sourceMapOf(`//# sourceMappingURL=data:application/json,${encodeURIComponent(map)}`), {
      mapText: map,
    });
  });

  it('finds none in a script without one', () => {
    assert.equal(sourceMapOf(''), undefined);
    assert.equal(sourceMapOf('// sourceMappingURL is not set\nf();'), undefined);
  });

  it('says that an inline map is damaged', () => {
    assert.throws(() => sourceMapOf('//# sourceMappingURL=data:application/json;base64,%%%'), UserError);
    assert.throws(() => sourceMapOf('//# sourceMappingURL=data:application/json,%E0%A4%A'), UserError);
  });
});

function frame(column: number): Frame {
  return { path: '/app/dist/store.js', line: 1, column, function: 'n', library: false, start: 0, end: 1 };
}
