import type { LoggingServiceV2Client, protos } from '@google-cloud/logging-api';
import { toRest } from './logEntry';
import type { TailMessage, TailSession } from './transport';

type TailStream = ReturnType<LoggingServiceV2Client['tailLogEntries']>;
type TailRequest = protos.google.logging.v2.ITailLogEntriesRequest;
type TailResponse = protos.google.logging.v2.ITailLogEntriesResponse;

/** Past so many messages that nobody took, the stream is held, and the service counts what it then keeps back. */
const MAX_QUEUED = 500;

/**
 * A tail session on the client's stream. It is ended with `cancel()`: after `destroy()` the service would go on sending,
 * and the session would count against the project's ten.
 */
export function openTail(stream: TailStream, signal: AbortSignal, request: TailRequest): TailSession {
  const queue: TailResponse[] = [];
  let ended = false;
  let failure: unknown;
  let wake = (): void => {};
  const end = (error?: unknown): void => {
    ended = true;
    failure ??= error;
    wake();
  };
  const cancel = (): void => {
    stream.cancel();
    end();
  };
  stream.on('data', (response: TailResponse) => {
    queue.push(response);
    if (queue.length >= MAX_QUEUED) stream.pause();
    wake();
  });
  stream.on('error', end);
  stream.on('end', () => end());
  signal.addEventListener('abort', cancel, { once: true });
  stream.write(request);
  return {
    cancel: () => {
      signal.removeEventListener('abort', cancel);
      cancel();
    },
    messages: async function* () {
      for (;;) {
        const response = queue.shift();
        if (response) {
          if (queue.length < MAX_QUEUED / 2 && stream.isPaused()) stream.resume();
          yield messageOf(response);
        } else if (ended) break;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
      if (failure !== undefined) throw failure;
    },
  };
}

function messageOf({ entries, suppressionInfo }: TailResponse): TailMessage {
  return {
    records: (entries ?? []).map(toRest),
    suppressed: (suppressionInfo ?? []).map(({ reason, suppressedCount }) => ({
      reason: String(reason),
      count: suppressedCount ?? 0,
    })),
  };
}
