import assert from 'node:assert/strict';
import type { Entry } from '../../../src/logs/entry';
import { renderSurroundings } from '../../../src/logs/surroundings';

const AT = '2026-03-10T03:00:01.000000002Z';
const QUESTION = { title: 'The same trace', source: 'staging', at: AT };

describe('renderSurroundings', () => {
  it('shows entries oldest first, with the one in question marked', () => {
    const { text, ownLine, firstLine, lastLine } = renderSurroundings({
      ...QUESTION,
      id: 'own',
      entries: [
        entry('2026-03-10T03:00:01.000000003Z', 'after'),
        entry(AT, 'KeyError: 1\n  at a.py', 'own'),
        entry('2026-03-10T03:00:01.000000001Z', 'before'),
      ],
    });
    assert.equal(
      text,
      [
        'The same trace',
        '',
        'Source     staging',
        `Shown      3 entries around ${AT}`,
        '',
        '  2026-03-10T03:00:01.000000001Z  ERROR  before',
        `▶ ${AT}  ERROR  KeyError: 1`,
        '      at a.py',
        '  2026-03-10T03:00:01.000000003Z  ERROR  after',
        '',
      ].join('\n'),
    );
    assert.deepEqual([firstLine, ownLine, lastLine], [6, 7, 9]);
  });

  it('knows where the frames of its entries stand', () => {
    const trace =
      'Traceback (most recent call last):\n  File "/app/a.py", line 12, in get\n    x()\nKeyError: 1';
    const { text, frames } = renderSurroundings({
      ...QUESTION,
      entries: [entry(AT, trace, 'own'), entry('2026-03-10T03:00:02Z', 'failed at b.py:7', 'after')],
    });
    const lines = text.split('\n');
    const written = frames.map(({ line, startColumn, endColumn }) =>
      lines[line - 1]?.slice(startColumn, endColumn),
    );
    assert.deepEqual(written, ['File "/app/a.py", line 12, in get', 'b.py:7']);
    assert.deepEqual(
      frames.map(({ frame, event }) => [frame.line, event.id]),
      [
        [12, 'own'],
        [7, 'after'],
      ],
    );
  });

  it('marks an entry without an id by its time', () => {
    assert.equal(renderSurroundings({ ...QUESTION, entries: [entry(AT, 'x')] }).ownLine, 6);
  });

  it('says that there is nothing', () => {
    const { text, ownLine } = renderSurroundings({ ...QUESTION, entries: [] });
    assert.match(text, /0 entries around .*\n\nThere are no entries here\.\n$/);
    assert.equal(ownLine, undefined);
  });

  it('shows no more of an entry than can be read', () => {
    const { text } = renderSurroundings({ ...QUESTION, entries: [entry(AT, 'x'.repeat(200_000))] });
    assert.ok(text.length < 11_000, `${text.length} characters`);
  });
});

function entry(timestamp: string, textPayload: string, insertId?: string): Entry {
  return { timestamp, textPayload, severity: 'ERROR', ...(insertId !== undefined && { insertId }) };
}
