import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as grpc from '@grpc/grpc-js';
import { ServiceError, STATUS } from './faults';
import type { LogRecord } from './filter';
import { answerRest } from './rest';
import { CloudLoggingService, type ListRequest, type ServiceOptions, type Suppression } from './service';
import { encodeEntry, encodePage, encodeStatus, messageOf, SERVICE } from './wire';

/** A Cloud Logging of our own on 127.0.0.1, over gRPC and REST, with no TLS. */
export interface CloudLoggingServer {
  readonly service: CloudLoggingService;
  /** `127.0.0.1:` and a free port each. */
  readonly grpcAddress: string;
  readonly restAddress: string;
  /** Encodes what there is for gRPC, which else happens when it is first asked for. */
  encode(): void;
  close(): Promise<void>;
}

export async function startCloudLogging(options: ServiceOptions): Promise<CloudLoggingServer> {
  const service = new CloudLoggingService(options);
  const encoded = new WeakMap<LogRecord, Buffer>();
  const bytesOf = (record: LogRecord): Buffer => {
    const bytes = encoded.get(record) ?? encodeEntry(record);
    encoded.set(record, bytes);
    return bytes;
  };
  const overGrpc = new grpc.Server({
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
  });
  overGrpc.addService(SERVICE, methodsOf(service, bytesOf));
  const grpcPort = await new Promise<number>((resolve, reject) => {
    overGrpc.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
  const overRest = await listen(
    createServer((request, response) => void answerRest(service, request, response)),
  );
  return {
    service,
    grpcAddress: `127.0.0.1:${grpcPort}`,
    restAddress: `127.0.0.1:${(overRest.address() as AddressInfo).port}`,
    encode: () => service.records.forEach(bytesOf),
    close: async () => {
      overGrpc.forceShutdown();
      overRest.closeAllConnections();
      await new Promise((resolve) => overRest.close(resolve));
    },
  };
}

/** Starts an HTTP server on a free port of this machine alone. */
export async function listen(server: Server): Promise<Server> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

type Unary = grpc.ServerUnaryCall<ListRequest, unknown>;
type Answer = grpc.sendUnaryData<unknown>;
type TailCall = grpc.ServerDuplexStream<{ filter?: string; resourceNames?: string[] }, object>;

function methodsOf(
  service: CloudLoggingService,
  bytesOf: (record: LogRecord) => Buffer,
): grpc.UntypedServiceImplementation {
  return {
    listLogEntries: (call: Unary, answer: Answer) => {
      unary(service, 'list', call, answer, () => {
        const { indices, nextPageToken } = service.list(call.request);
        return encodePage(
          indices.map((index) => bytesOf(service.records[index] ?? {})),
          nextPageToken,
        );
      });
    },
    listLogs: (call: Unary, answer: Answer) => {
      unary(service, 'logs', call, answer, () => ({ logNames: service.logNames() }));
    },
    tailLogEntries: (call: TailCall) => tail(service, call),
  };
}

function unary(
  service: CloudLoggingService,
  method: 'list' | 'logs',
  call: Unary,
  answer: Answer,
  run: () => unknown,
): void {
  const seen = service.see(method, call.request, headersOf(call.metadata));
  call.on('cancelled', () => {
    seen.cancelled = true;
  });
  const respond = (): void => {
    if (seen.cancelled) return;
    try {
      if (service.check(seen) === 'HANG') return;
      answer(null, run());
    } catch (error) {
      answer(statusOf(error));
    }
  };
  if (service.delayMs > 0) setTimeout(respond, service.delayMs);
  else respond();
}

function tail(service: CloudLoggingService, call: TailCall): void {
  const seen = service.see('tail', {}, headersOf(call.metadata));
  let close = (): void => {};
  call.on('cancelled', () => {
    seen.cancelled = true;
    close();
  });
  call.on('error', () => close());
  call.on('end', () => {
    close();
    call.end();
  });
  call.on('data', (request: { filter?: string }) => {
    try {
      if (service.check(seen) === 'HANG') return;
      close = service.openTail(request.filter ?? '', {
        send: (records: readonly LogRecord[], suppressed: readonly Suppression[]) => {
          call.write({ entries: records.map(messageOf), suppressionInfo: suppressed });
        },
        end: (error) => call.emit('error', statusOf(error)),
      });
    } catch (error) {
      call.emit('error', statusOf(error));
    }
  });
}

function headersOf(metadata: grpc.Metadata): {
  authorization: string | undefined;
  quotaProject: string | undefined;
} {
  const text = (name: string) => metadata.get(name)[0]?.toString();
  return { authorization: text('authorization'), quotaProject: text('x-goog-user-project') };
}

function statusOf(error: unknown): Partial<grpc.StatusObject> {
  if (!(error instanceof ServiceError)) return { code: 13, details: String(error) };
  const metadata = new grpc.Metadata();
  if (error.details.length > 0) metadata.set('grpc-status-details-bin', encodeStatus(error));
  return { code: STATUS.has(error.code) ? error.code : 2, details: error.message, metadata };
}
