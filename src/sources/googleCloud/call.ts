import { abortable } from './abortable';
import type { Connection } from './connection';
import { classify, type FailureKind } from './failure';
import type { ListAnswer, ListRequest } from './transport';

/** Told before every call, and while one has to wait. */
export interface CallListener {
  onCall(): void;
  onWait(ms: number, why: string): void;
}

/** For a call of which nobody is told. */
export const UNHEARD: CallListener = { onCall: () => {}, onWait: () => {} };

/**
 * One call of `entries.list`, in its turn and with patience: a quota that is used up is waited for, a service that
 * stumbles is asked again, a token that ran out is renewed once.
 *
 * @throws what the last try threw, as the client put it; the signal's reason when it aborts
 */
export async function callList(
  connection: Connection,
  request: ListRequest,
  signal: AbortSignal,
  listener: CallListener,
): Promise<ListAnswer> {
  const { transport, signedIn, pacer, clock } = connection;
  const tries = new Map<FailureKind, number>();
  for (;;) {
    const why = tries.has('quota') ? USED_UP : KEEPING_UNDER;
    await pacer.take(signal, (ms) => listener.onWait(ms, why));
    listener.onCall();
    try {
      return await transport.list(request, await abortable(signedIn.headers(), signal), signal);
    } catch (error) {
      signal.throwIfAborted();
      const { kind, status } = classify(error);
      const tried = tries.get(kind) ?? 0;
      tries.set(kind, tried + 1);
      if (tried >= (MOST_RETRIES.get(kind) ?? 0)) throw error;
      if (kind === 'tokenExpired') signedIn.renew();
      else if (kind === 'quota') pacer.pause(status?.retryDelayMs ?? QUOTA_WAIT_MS);
      else {
        const ms = FIRST_WAIT_MS * 2 ** tried;
        listener.onWait(ms, 'Cloud Logging does not answer; asking again');
        await clock.sleep(ms, signal);
      }
    }
  }
}

/** How often a failure of each kind is answered with another try; those that are not here are final. */
const MOST_RETRIES: ReadonlyMap<FailureKind, number> = new Map([
  ['quota', 5],
  ['unavailable', 4],
  ['offline', 2],
  ['timeout', 1],
  ['tokenExpired', 1],
]);

const KEEPING_UNDER = 'Keeping under the read quota that the project shares';
const USED_UP = 'The read quota that the project shares is used up';

/** The service's quota errors seldom say how long to wait; it counts by the minute. */
const QUOTA_WAIT_MS = 15_000;

const FIRST_WAIT_MS = 500;
