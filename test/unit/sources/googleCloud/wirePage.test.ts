import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toRest } from '../../../../src/sources/googleCloud/logEntry';
import { readPage } from '../../../../src/sources/googleCloud/wirePage';

describe('a page in bytes', () => {
  it('is read, with what is known of an entry', () => {
    const entry = [
      ...text(4, 'id1'),
      ...text(3, 'ünï'),
      ...number(10, 500),
      ...field(9, number(1, 1_000_000_000)),
    ];
    const { entries, nextPageToken } = readPage(
      Buffer.from([...field(1, entry), ...field(1, []), ...text(2, 'next')]),
    );
    assert.deepEqual(entries, [
      { insertId: 'id1', textPayload: 'ünï', severity: 'ERROR', timestamp: { seconds: 1_000_000_000 } },
      {},
    ]);
    assert.equal(nextPageToken, 'next');
  });

  it('passes over fields of later versions, and those of another type', () => {
    const later = [
      ...text(900, 'later'),
      ...number(901, 2 ** 40),
      ...number(4, 7),
      0x29,
      1,
      2,
      3,
      4,
      5,
      6,
      7,
      8,
    ];
    assert.deepEqual(readPage(Buffer.from(field(1, [...later, ...text(4, 'id1')]))).entries, [
      { insertId: 'id1' },
    ]);
  });

  it('reads numbers below 0', () => {
    const minusOne = [8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1];
    const [entry] = readPage(Buffer.from(field(1, field(9, minusOne)))).entries;
    assert.equal(entry?.timestamp?.seconds, -1);
  });

  it('takes any key of a payload for data, however deep it lies', () => {
    const member = (name: string, value: number[]): number[] =>
      field(1, [...text(1, name), ...field(2, value)]);
    const proto = field(6, member('__proto__', text(3, 'x')));
    const [rest] = readPage(Buffer.from(field(1, proto))).entries.map(toRest);
    assert.deepEqual(Object.entries(rest?.['jsonPayload'] ?? {}), [['__proto__', 'x']]);
    let deep: number[] = text(3, 'end');
    for (let depth = 0; depth < 2_000; depth++) deep = field(5, member('d', deep));
    assert.doesNotThrow(() =>
      readPage(Buffer.from(field(1, field(6, member('d', deep))))).entries.map(toRest),
    );
  });

  it('is refused where it ends too early, and never read beyond its end', () => {
    assert.throws(() => readPage(Buffer.from(field(1, text(4, 'id1')).slice(0, -1))), RangeError);
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        try {
          readPage(Buffer.from(bytes));
        } catch (error) {
          assert.ok(error instanceof RangeError, String(error));
        }
      }),
    );
  });
});

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

function number(id: number, value: number): number[] {
  return [...varint(id * 8), ...varint(value)];
}

function field(id: number, body: readonly number[]): number[] {
  return [...varint(id * 8 + 2), ...varint(body.length), ...body];
}

function text(id: number, value: string): number[] {
  return field(id, [...Buffer.from(value)]);
}
