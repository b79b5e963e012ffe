import assert from 'node:assert/strict';
import type { Frame } from '../../../src/frames/frame';
import type { Place } from '../../../src/frames/place';
import { type Candidate, settle } from '../../../src/frames/settle';

const frame: Frame = { path: 'store.py', line: 3, function: 'load', library: false, start: 0, end: 8 };

describe('settle', () => {
  it('is sure of the only file that has the quoted line at its number', () => {
    const places = settle({ ...frame, source: 'return  one' }, [
      candidate('a/store.py', 'return one', '', 'return two'),
      candidate('b/store.py', '', '', '    return one'),
    ]);
    assert.deepEqual(places.map(told), [
      'b/store.py sure: it is named so; the only one of 2 that has the quoted line at this number',
    ]);
  });

  it('leaves the files that have the quoted line elsewhere to choose from', () => {
    const places = settle({ ...frame, source: 'return one' }, [
      candidate('a/store.py', 'return one'),
      candidate('b/store.py', '', 'return one'),
      candidate('c/store.py', 'return two'),
    ]);
    assert.deepEqual(places.map(told), [
      'a/store.py likely: it is named so; one of 2 of 3 that has the quoted line',
      'b/store.py likely: it is named so; one of 2 of 3 that has the quoted line',
    ]);
  });

  it('is not sure where two have the quoted line at its number', () => {
    const places = settle({ ...frame, source: 'return one' }, [
      candidate('a/store.py', '', '', 'return one'),
      candidate('b/store.py', '', '', 'return one'),
    ]);
    assert.ok(places.every(({ confidence }) => confidence === 'likely'));
    assert.equal(places.length, 2);
  });

  it('is sure of a file that nothing but its path tells for, once it has the quoted line at its number', () => {
    const quoting = { ...frame, source: 'return one' };
    const there = settle(quoting, [candidate('src/store.py', '', '', 'return one')]);
    assert.deepEqual(there.map(told), [
      'src/store.py sure: it is named so; it has the quoted line at this number',
    ]);
    const moved = settle(quoting, [candidate('src/store.py', 'return one')]);
    assert.deepEqual(moved.map(told), ['src/store.py likely: it is named so']);
  });

  it('does not go by a bracket', () => {
    const both = [candidate('a/store.py', '', '', ')'), candidate('b/store.py', '', '', 'x')];
    assert.equal(settle({ ...frame, source: ')' }, both).length, 2);
  });

  const definitions: readonly [func: string, line: string][] = [
    ['load', 'def load(id):'],
    ['Store.load', '    async def load(self, id):'],
    ['main.(*Store).load', 'func (s *Store) load(id int) string {'],
    ['Acme.Store.load/1', '  defp load(id), do: id'],
    ['app::store::load', '    pub(crate) fn load<T>(id: T) -> T {'],
    ['Store.load', '  async load(id: string): Promise<string> {'],
    ['load', 'export const load = async (id) => {'],
    ['load', '  load: function (id) {'],
    ['com.acme.Store.load', '    private String load(int id) throws IOException {'],
    ['Store#load', '  def load(id) = id'],
    ['Store::load', 'sub load {'],
  ];
  for (const [func, line] of definitions) {
    it(`narrows ${func} to the file with ${line.trim()}`, () => {
      const places = settle({ ...frame, function: func }, [
        candidate(
          'a/store',
          'x = load(id)',
          'return load(id);',
          'reload(id) {',
          'loaded = 1',
          'while (load(id)) {',
        ),
        candidate('b/store', '', line),
      ]);
      assert.deepEqual(places.map(told), [
        `b/store likely: it is named so; the only one of 2 that defines ${func}`,
      ]);
    });
  }

  it('leaves all where no file tells them apart', () => {
    const all = [candidate('a/store.py', 'x'), candidate('b/store.py', 'y')];
    assert.deepEqual(
      settle({ ...frame, function: '<module>', source: 'gone = 1' }, all),
      all.map(({ place }) => place),
    );
    assert.deepEqual(settle(frame, []), []);
  });
});

function candidate(path: string, ...lines: string[]): Candidate {
  const place: Place = { folder: '', path, line: 3, confidence: 'likely', reason: 'it is named so' };
  return { place, lines };
}

function told({ path, confidence, reason }: Place): string {
  return `${path} ${confidence}: ${reason}`;
}
