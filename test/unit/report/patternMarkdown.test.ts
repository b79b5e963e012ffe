import assert from 'node:assert/strict';
import type { LogEvent } from '../../../src/logs/event';
import type { Pattern } from '../../../src/logs/pattern';
import { patternMarkdown } from '../../../src/report/patternMarkdown';

const EVENT: LogEvent = {
  id: 'a',
  timestamp: '2025-03-04T10:00:00Z',
  severity: 'ERROR',
  title: 'Failed',
  headline: 'Failed',
  text: 'Failed\n```\n<script>',
  frames: [],
  entries: [],
};

const PATTERN: Pattern = {
  key: 'w1:0',
  keys: ['w1:0'],
  title: 'Failed <b>here</b> [x](command:y)',
  because: 'same message',
  severity: 'ERROR',
  count: 1_204,
  isExact: false,
  firstSeen: '2025-03-01T10:00:00Z',
  lastSeen: '2025-03-04T10:00:00Z',
  services: ['shop'],
  revisions: [{ name: 'rev-1', commit: '0123456789', count: 3, firstSeen: '', lastSeen: '' }],
  series: { startMs: 0, bucketMs: 1, counts: [] },
  requests: [],
  traces: [],
  newest: [EVENT],
};

describe('patternMarkdown', () => {
  it('copies title, facts and the newest text, and nothing of the log becomes markup', () => {
    assert.equal(
      patternMarkdown(PATTERN),
      [
        '**Failed \\<b\\>here\\</b\\> \\[x\\](command:y)**',
        '',
        'at least 1,204 × ERROR · 2025-03-01T10:00:00Z to 2025-03-04T10:00:00Z · shop · rev-1 at 0123456',
        '',
        '````',
        'Failed',
        '```',
        '<script>',
        '````',
        '',
      ].join('\n'),
    );
  });
});
