import assert from 'node:assert/strict';
import { counted, countText } from '../../../src/logs/countText';

describe('countText', () => {
  it('separates thousands, and says where there may be more', () => {
    assert.equal(countText(999), '999');
    assert.equal(countText(1_204), '1,204');
    assert.equal(countText(1_204_567, false), 'at least 1,204,567');
  });
});

describe('counted', () => {
  it('names one and many', () => {
    assert.equal(counted(1, 'pattern'), '1 pattern');
    assert.equal(counted(0, 'pattern'), '0 patterns');
    assert.equal(counted(2_000, 'entry', 'entries'), '2,000 entries');
  });
});
