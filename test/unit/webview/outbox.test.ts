import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Outbox, type Outgoing } from '../../../src/webview/outbox';
import type { Change } from '../../../src/whys/change';

const title = (text: string): Change => ({ type: 'setTitle', title: text });
const summary = (text: string): Change => ({ type: 'setSummary', summary: text });

describe('Outbox', () => {
  let posted: Outgoing[];
  let outbox: Outbox;

  beforeEach(() => {
    posted = [];
    outbox = new Outbox((message) => posted.push(message), 5);
  });

  it('sends a text once, after the typing rests', async () => {
    outbox.hold('title', () => title('a'));
    outbox.hold('title', () => title('ab'));
    assert.deepEqual(posted, []);
    await sleep(30);
    assert.deepEqual(posted, [{ type: 'change', change: title('ab') }]);
  });

  it('sends what is held before anything else', () => {
    outbox.hold('title', () => title('a'));
    outbox.hold('summary', () => summary('b'));
    outbox.send({ type: 'commit' });
    assert.deepEqual(posted, [
      { type: 'change', change: title('a') },
      { type: 'change', change: summary('b') },
      { type: 'commit' },
    ]);
  });

  it('sends nothing twice', async () => {
    outbox.hold('title', () => title('a'));
    outbox.flush('title');
    outbox.flushAll();
    await sleep(30);
    assert.equal(posted.length, 1);
  });

  it('sends nothing of a field that has nothing new or was released', async () => {
    outbox.hold('title', () => undefined);
    outbox.hold('summary', () => summary('b'));
    outbox.release('summary');
    await sleep(30);
    assert.deepEqual(posted, []);
  });
});
