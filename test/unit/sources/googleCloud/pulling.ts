import type { Entry } from '../../../../src/logs/entry';
import type { CloudSettings } from '../../../../src/sources/googleCloud/cloudSettings';
import { googleCloud, type CloudOptions } from '../../../../src/sources/googleCloud/googleCloud';
import type { CloudSource } from '../../../../src/sources/googleCloud/cloudSource';
import type { CloudFailure } from '../../../../src/sources/googleCloud/cloudFailure';
import type { LogQuery, Page, PullContext, Search } from '../../../../src/sources/source';
import { FakeClock } from '../../../fakes/cloudLogging/clock';
import type { LogRecord } from '../../../fakes/cloudLogging/filter';
import { startCloudLogging, type CloudLoggingServer } from '../../../fakes/cloudLogging/server';
import type { ServiceOptions } from '../../../fakes/cloudLogging/service';

export const PROJECT = 'netra-staging';
export const ERRORS: LogQuery = { minimumSeverity: 'ERROR' };

/** A server, a clock on which it and the source agree, and what is to be closed at the end of a test. */
export class Cloud {
  readonly clock = new FakeClock();
  server!: CloudLoggingServer;
  readonly #sources: CloudSource[] = [];

  async start(options: Partial<ServiceOptions> = {}): Promise<void> {
    this.server = await startCloudLogging({
      project: PROJECT,
      records: [],
      now: () => this.clock.now(),
      ...options,
    });
  }

  source(settings: Partial<CloudSettings> = {}, options: CloudOptions = {}): CloudSource {
    const address = settings.transport === 'rest' ? this.server.restAddress : this.server.grpcAddress;
    const source = googleCloud(
      { name: 'staging', project: PROJECT, endpoint: `http://${address}`, ...settings },
      { clock: this.clock, ...options },
    );
    this.#sources.push(source);
    return source;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#sources.map((source) => source.close()));
    await this.server.close();
  }
}

/** Records of a Cloud Run service, one every `stepMs`, the newest first in time when `count` is reached. */
export function records(
  count: number,
  more: (index: number) => LogRecord = () => ({}),
  stepMs = 100,
): LogRecord[] {
  const start = Date.UTC(2025, 8, 12, 10);
  return Array.from({ length: count }, (_, index) => ({
    timestamp: new Date(start + index * stepMs).toISOString(),
    insertId: `e${index}`,
    logName: `projects/${PROJECT}/logs/run.googleapis.com%2Fstderr`,
    severity: 'ERROR',
    resource: { type: 'cloud_run_revision', labels: { service_name: 'api' } },
    textPayload: `order ${index} failed`,
    ...more(index),
  }));
}

export interface Pulled {
  readonly entries: Entry[];
  readonly pages: Page[];
  readonly searches: Search[];
  readonly failure: CloudFailure | undefined;
}

/** All pages of a query, and the failure that ended them. */
export async function pulled(
  source: CloudSource,
  query: LogQuery = ERRORS,
  signal = new AbortController().signal,
): Promise<Pulled> {
  const searches: Search[] = [];
  const pages: Page[] = [];
  let failure: CloudFailure | undefined;
  try {
    for await (const page of source.list(query, contextOf(signal, searches))) pages.push(page);
  } catch (error) {
    failure = error as CloudFailure;
  }
  return { entries: pages.flatMap((page) => page.entries), pages, searches, failure };
}

export function contextOf(signal: AbortSignal, searches: Search[] = []): PullContext {
  return { signal, progress: () => {}, searched: (search) => searches.push(search) };
}

export function idsOf(entries: readonly Entry[]): string[] {
  return entries.map((entry) => entry.insertId ?? '');
}
