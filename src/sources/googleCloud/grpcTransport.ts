import { v2 } from '@google-cloud/logging';
import type { LoggingServiceV2Client, protos } from '@google-cloud/logging-api';
import {
  credentials,
  type CallOptions,
  type Client,
  type Metadata,
  type ServiceClientConstructor,
  type ServiceError,
} from '@grpc/grpc-js';
import { PassThroughClient } from 'google-auth-library';
import type { Endpoint } from './endpoint';
import { toRest } from './logEntry';
import { openTail } from './grpcTail';
import type { ListRequest, Transport } from './transport';
import { readPage, type WirePage } from './wirePage';

type ListOptions = NonNullable<Parameters<LoggingServiceV2Client['tailLogEntries']>[0]>;

// The package exports the generated client without its types, which are in another package.
const LoggingClient: typeof LoggingServiceV2Client = v2.LoggingServiceV2Client;

/**
 * Cloud Logging over gRPC, with Google's client. Who asks goes with every call as a header: given to the client, a failed
 * sign-in would lose its reason on the way and surface as a rejection that nobody can catch. Retries are the caller's,
 * since the client knows nothing of the quota. It is initialized before
 * each call, since a call that finds it was not would fail twice, and once with nobody to catch it.
 */
export function grpcTransport(endpoint: Endpoint, callTimeoutMs: number): Transport {
  const client = new LoggingClient({
    apiEndpoint: endpoint.host,
    port: endpoint.port,
    sslCreds: endpoint.isPlain ? credentials.createInsecure() : credentials.createSsl(),
    authClient: new PassThroughClient(),
    projectId: 'unused', // else the client would look for one
  });
  const initialize = async (): Promise<void> => readPagesOurselves(await client.initialize());
  return {
    list: async (request, headers, signal) => {
      await initialize();
      const options: ListOptions = {
        autoPaginate: false,
        timeout: callTimeoutMs,
        retry: null, // the caller's own
        signal,
        otherArgs: { headers: Object.fromEntries(headers) },
      };
      const [, , { entries, nextPageToken }] = await client.listLogEntries(requestOf(request), options);
      return { records: (entries ?? []).map(toRest), nextPageToken: nextPageToken ?? '' };
    },
    tail: async (resourceNames, filter, headers, signal) => {
      await initialize();
      signal.throwIfAborted();
      const stream = client.tailLogEntries({ otherArgs: { headers: Object.fromEntries(headers) } });
      const bufferWindow = { seconds: BUFFER_SECONDS };
      return openTail(stream, signal, { resourceNames: [...resourceNames], filter, bufferWindow });
    },
    close: () => client.close(),
  };
}

const LIST = '/google.logging.v2.LoggingServiceV2/ListLogEntries';

/** Puts our reader of pages in the place of the client's, which is what takes most of the time of a pull. */
function readPagesOurselves(stub: object): void {
  if (Object.hasOwn(stub, 'listLogEntries')) return;
  const serialize = isStub(stub) && stub.constructor.service['ListLogEntries']?.requestSerialize;
  if (!isStub(stub) || !serialize) throw new Error("Google's client has another form.");
  const listLogEntries = (request: unknown, metadata: Metadata, options: CallOptions, done: Done) =>
    stub.makeUnaryRequest(LIST, serialize, readPage, request, metadata, options, done);
  Object.assign(stub, { listLogEntries });
}

type Stub = Client & { readonly constructor: Pick<ServiceClientConstructor, 'service'> };

function isStub(stub: object): stub is Stub {
  return 'makeUnaryRequest' in stub && 'service' in stub.constructor;
}

type Done = (error: ServiceError | null, page?: WirePage) => void;

/** How long the service waits for entries that are late, to send all in order. */
const BUFFER_SECONDS = 2;

function requestOf(request: ListRequest): protos.google.logging.v2.IListLogEntriesRequest {
  return { ...request, resourceNames: [...request.resourceNames] };
}
