import assert from 'node:assert/strict';
import { renderBadRecords } from '../../../src/logs/badRecords';

describe('renderBadRecords', () => {
  it('lists each with its source, its line, why, and how it begins', () => {
    const bad = [
      { at: 3, why: 'is not JSON', text: '{"a": \n' },
      { at: 1204, why: 'is too big' },
    ];
    assert.equal(
      renderBadRecords([
        { label: 'a.json', badCount: 0, bad: [] },
        { label: 'b.json', badCount: 1204, bad },
      ]),
      [
        'b.json: 1,204 unreadable records, of which these are the first 2',
        '',
        '── b.json:3  is not JSON',
        '{"a": \n',
        '',
        '── b.json:1204  is too big',
        '',
      ].join('\n'),
    );
  });

  it('says that there is none', () => {
    assert.equal(
      renderBadRecords([{ label: 'a.json', badCount: 0, bad: [] }]),
      'Every record could be read.\n',
    );
  });
});
