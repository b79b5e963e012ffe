import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type BlockTaker, LineBlocks } from '../../../src/sources/lineBlocks';

describe('LineBlocks', () => {
  it('hands out all lines whole, in whatever pieces they come', () => {
    const line = fc.constantFrom('', 'a', '{"a":1}', 'é“x”\r', '{"b":');
    const pieces = fc.tuple(fc.array(line, { maxLength: 8 }), fc.array(fc.nat(6)), fc.boolean());
    fc.assert(
      fc.property(pieces, ([lines, lengths, isEnded]) => {
        const text = Buffer.from(lines.join('\n') + (isEnded ? '\n' : ''));
        const taken = new Taken();
        const blocks = new LineBlocks(taken);
        let at = 0;
        for (const length of lengths) {
          blocks.push(text.subarray(at, at + length));
          at += length;
        }
        blocks.push(text.subarray(at));
        blocks.end();
        assert.equal(taken.text.replace(/\n$/, ''), text.toString().replace(/\n$/, ''));
      }),
    );
  });

  it('keeps the bytes of a block until the next but one', () => {
    const blocks: { bytes: Buffer; text: string }[] = [];
    const taker: BlockTaker = {
      memoryFor: (length) => Buffer.alloc(length),
      block(bytes, start, end) {
        const [before] = blocks.slice(-1);
        if (before) assert.equal(before.bytes.toString(), before.text);
        blocks.push({ bytes: bytes.subarray(start, end), text: bytes.toString('utf8', start, end) });
      },
      part: () => assert.fail('no line is long'),
    };
    const lines = new LineBlocks(taker);
    for (let i = 0; i < 6; i++) lines.push(Buffer.from(`${i}:${'x'.repeat(10)}\n${i}`));
    assert.equal(blocks.length, 6);
  });

  it('hands out a line in parts that is too long for a block, and the lines around it whole', () => {
    const taken = new Taken();
    const blocks = new LineBlocks(taken);
    const long = 'x'.repeat(5_000_000);
    blocks.push(Buffer.from(`before\n${long}\nafter\n{"last":1}`));
    blocks.end();
    assert.ok(taken.text === `before\n${long}\nafter\n{"last":1}\n`, 'all came, in order');
    assert.deepEqual(taken.blocks, ['before\n', 'after\n', '{"last":1}\n']);
  });

  it('hands out a last line that is cut off as a part', () => {
    const taken = new Taken();
    const blocks = new LineBlocks(taken);
    blocks.push(Buffer.from('{"a":1}\n{"b":'));
    blocks.end();
    assert.deepEqual([taken.blocks, taken.parts], [['{"a":1}\n'], ['{"b":']]);
  });
});

class Taken implements BlockTaker {
  text = '';
  readonly blocks: string[] = [];
  readonly parts: string[] = [];

  memoryFor(bytes: number): Buffer {
    return Buffer.alloc(bytes);
  }

  block(bytes: Buffer, start: number, end: number): void {
    const lines = bytes.toString('utf8', start, end);
    assert.ok(lines.endsWith('\n'));
    this.blocks.push(lines);
    this.text += lines;
  }

  part(bytes: Buffer): void {
    this.parts.push(bytes.toString());
    this.text += bytes.toString();
  }
}
