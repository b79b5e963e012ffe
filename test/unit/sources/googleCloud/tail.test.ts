import assert from 'node:assert/strict';
import type { CloudFailure } from '../../../../src/sources/googleCloud/cloudFailure';
import type { CloudSource } from '../../../../src/sources/googleCloud/cloudSource';
import type { TailBatch } from '../../../../src/sources/source';
import { errorOf } from '../../../fakes/cloudLogging/faults';
import type { LogRecord } from '../../../fakes/cloudLogging/filter';
import { Cloud, contextOf, ERRORS, idsOf, PROJECT, records } from './pulling';

describe('tailing Google Cloud Logging', () => {
  let cloud: Cloud;
  let abort: AbortController;
  beforeEach(async () => {
    cloud = new Cloud();
    abort = new AbortController();
    await cloud.start();
  });
  afterEach(async () => {
    abort.abort();
    await cloud.stop();
  });

  it('brings entries as they are written, and no others', async () => {
    const tail = follow(cloud.source(), abort.signal);
    await until(() => cloud.server.service.openTails === 1);
    const [error, chatter] = written(2);
    cloud.server.service.write([error ?? {}, { ...chatter, severity: 'INFO' }]);
    await until(() => tail.ids.length > 0);
    assert.deepEqual(tail.ids, ['e0']);
  });

  it('says how many entries the service kept back, and why', async () => {
    const tail = follow(cloud.source(), abort.signal);
    await until(() => cloud.server.service.openTails === 1);
    cloud.server.service.write(written(1), [{ reason: 'RATE_LIMIT', suppressedCount: 7 }]);
    await until(() => tail.batches.length > 0);
    assert.deepEqual(tail.batches[0]?.suppressed, [{ reason: 'RATE_LIMIT', count: 7 }]);
  });

  it('loses nothing and brings nothing twice over 10 breaks', async () => {
    const { service } = cloud.server;
    const tail = follow(cloud.source(), abort.signal);
    const all = written(63);
    let next = 0;
    const write = (count: number): void => {
      cloud.clock.advance(1_000);
      service.write(datedNow(cloud, all.slice(next, (next += count))));
    };
    await until(() => service.openTails === 1);
    for (let round = 0; round < 10; round++) {
      write(3);
      await until(() => tail.ids.length === next);
      service.breakTails(errorOf(round % 2 === 0 ? 'UNAVAILABLE' : 'INTERNAL', PROJECT));
      write(3); // nobody listens
      await until(() => service.openTails === 1 && tail.ids.length === next);
    }
    write(3);
    await until(() => tail.ids.length === all.length);
    assert.equal(new Set(tail.ids).size, all.length);
    assert.equal(tail.batches.at(-1)?.reconnectCount, 10);
    assert.equal(service.tailsOpened, 11);
    abort.abort();
    assert.equal(await tail.ended, undefined);
    await until(() => service.openTails === 0);
  });

  it('waits longer from try to try, and tells so', async () => {
    const { service } = cloud.server;
    service.arm({ kind: 'UNAVAILABLE', method: 'tail', times: 4 });
    follow(cloud.source(), abort.signal);
    await until(() => service.openTails === 1);
    const waits = cloud.clock.waits.filter((ms) => ms !== 3_000);
    assert.deepEqual(waits, [500, 1_000, 2_000, 4_000]);
  });

  it('gives its session back when the signal aborts', async () => {
    const tail = follow(cloud.source(), abort.signal);
    await until(() => cloud.server.service.openTails === 1);
    const began = performance.now();
    abort.abort();
    assert.equal(await tail.ended, undefined);
    await until(() => cloud.server.service.openTails === 0);
    assert.ok(performance.now() - began < 300);
  });

  it('gives its session back when the consumer stops', async () => {
    const { service } = cloud.server;
    const consume = async (): Promise<void> => {
      for await (const batch of cloud.source().tail(ERRORS, contextOf(abort.signal))) {
        assert.equal(batch.entries.length, 1);
        break;
      }
    };
    const consumed = consume();
    await until(() => service.openTails === 1);
    service.write(written(1));
    await consumed;
    await until(() => service.openTails === 0);
  });

  it('ends in words where a new connection would not help', async () => {
    cloud.server.service.arm({ kind: 'IAM_PERMISSION_DENIED', method: 'tail' });
    const failure = await follow(cloud.source(), abort.signal).ended;
    assert.equal(failure?.kind, 'permission');
  });

  it('says that all sessions are in use', async () => {
    cloud.server.service.arm({ kind: 'RESOURCE_EXHAUSTED', method: 'tail' });
    const failure = await follow(cloud.source(), abort.signal).ended;
    assert.match(failure?.message ?? '', /live tail sessions of netra-staging are all in use/);
  });

  it('survives an idle night with a break every hour', async () => {
    const { service } = cloud.server;
    const tail = follow(cloud.source(), abort.signal);
    for (let hour = 0; hour < 15; hour++) {
      await until(() => service.openTails === 1);
      cloud.clock.advance(3_600_000);
      service.breakTails();
    }
    await until(() => service.openTails === 1);
    service.write(datedNow(cloud, written(1)));
    await until(() => tail.ids.length === 1);
  });

  it('says that a gap was too long to be filled', async () => {
    const { service } = cloud.server;
    const tail = follow(cloud.source(), abort.signal);
    await until(() => service.openTails === 1);
    service.breakTails();
    service.write(datedNow(cloud, records(20_500)));
    await until(() => tail.ids.length === 20_000);
    await until(() => tail.batches.at(-1)?.suppressed[0]?.reason === 'GAP_TOO_LONG');
    assert.equal(new Set(tail.ids).size, 20_000);
  });

  it('is not offered over REST', () => {
    assert.equal(cloud.source({ transport: 'rest' }).can.tail, false);
    assert.equal(cloud.source().can.tail, true);
  });
});

interface Following {
  readonly batches: TailBatch[];
  readonly ids: string[];
  /** The failure that ended it, if any. */
  readonly ended: Promise<CloudFailure | undefined>;
}

function follow(source: CloudSource, signal: AbortSignal): Following {
  const batches: TailBatch[] = [];
  const ids: string[] = [];
  const run = async (): Promise<CloudFailure | undefined> => {
    try {
      for await (const batch of source.tail(ERRORS, contextOf(signal))) {
        batches.push(batch);
        ids.push(...idsOf(batch.entries));
      }
      return undefined;
    } catch (error) {
      return error as CloudFailure;
    }
  };
  return { batches, ids, ended: run() };
}

function written(count: number): ReturnType<typeof records> {
  return records(count, () => ({ timestamp: '2025-09-12T12:00:00Z' }));
}

function datedNow(cloud: Cloud, written: readonly LogRecord[]): LogRecord[] {
  const timestamp = new Date(cloud.clock.now()).toISOString();
  return written.map((record) => Object.assign({}, record, { timestamp }));
}

/** Waits for what the server or the source will do, turn by turn of the event loop. */
async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!condition()) {
    assert.ok(performance.now() < deadline, 'It did not come to that.');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
