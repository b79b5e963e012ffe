import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CALLS_PER_MINUTE, Pacer } from '../../../../src/sources/googleCloud/pacer';
import { FakeClock } from '../../../fakes/cloudLogging/clock';

const signal = new AbortController().signal;

describe('the pacer of a project', () => {
  it('lets a minute of calls through at once, and the next as the first grow old', async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(clock);
    for (let call = 0; call < CALLS_PER_MINUTE; call++) await pacer.take(signal, () => assert.fail('waited'));
    const waits: number[] = [];
    await pacer.take(signal, (ms) => waits.push(ms));
    assert.deepEqual(waits, [61_000]);
  });

  it('holds in every minute, whenever calls are made', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(5_000), { minLength: 60, maxLength: 200 }), async (pauses) => {
        const clock = new FakeClock(0);
        const pacer = new Pacer(clock);
        const times: number[] = [];
        for (const pause of pauses) {
          clock.advance(pause);
          await pacer.take(signal, () => {});
          times.push(clock.now());
        }
        for (const [index, time] of times.entries()) {
          const inMinute = times.slice(index).filter((other) => other < time + 60_000);
          assert.ok(inMinute.length <= CALLS_PER_MINUTE);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('keeps still for as long as it is told', async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(clock);
    pacer.pause(7_000);
    const began = clock.now();
    await pacer.take(signal, () => {});
    assert.equal(clock.now() - began, 7_000);
  });

  it('takes no turn once it is cancelled', async () => {
    const pacer = new Pacer(new FakeClock());
    await assert.rejects(
      pacer.take(AbortSignal.abort(), () => {}),
      { name: 'AbortError' },
    );
  });
});
