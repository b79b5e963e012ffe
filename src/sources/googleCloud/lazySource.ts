import { UserError } from '../../errors';
import { CloudFailure } from './cloudFailure';
import type { CloudSettings } from './cloudSettings';
import type { CloudSource } from './cloudSource';
import { defaultFilter } from './filter';
import type { CloudOptions, googleCloud } from './googleCloud';
import { entryLink } from './link';

/** What the bundle with Google's client exports. */
export interface GoogleCloudBundle {
  readonly googleCloud: typeof googleCloud;
}

/** Loads the bundle: a fifth of a second, once. The extension's own bundle holds no code of Google's. */
export const loadGoogleCloud = (): Promise<GoogleCloudBundle> => import('./googleCloud');

/** A Google Cloud source whose code is loaded when it is first asked. */
export function lazySource(
  settings: CloudSettings,
  options: CloudOptions = {},
  load: () => Promise<GoogleCloudBundle> = loadGoogleCloud,
): CloudSource {
  let loaded: CloudSource | undefined;
  const source = async (): Promise<CloudSource> => (loaded ??= (await load()).googleCloud(settings, options));
  const ask = async <T>(question: (source: CloudSource) => Promise<T>): Promise<T> => {
    try {
      return await question(await source());
    } catch (error) {
      throw ofThisBundle(error);
    }
  };
  async function* stream<T>(question: (source: CloudSource) => AsyncIterable<T>): AsyncGenerator<T> {
    try {
      yield* question(await source());
    } catch (error) {
      throw ofThisBundle(error);
    }
  }
  return {
    id: `cloud:${settings.name}`,
    label: settings.name,
    can: { tail: settings.transport !== 'rest', aggregate: false },
    list: (query, context) => stream((cloud) => cloud.list(query, context)),
    tail: (query, context) => stream((cloud) => cloud.tail(query, context)),
    estimate: (query, context) => ask((cloud) => cloud.estimate(query, context)),
    whoAmI: (signal) => ask((cloud) => cloud.whoAmI(signal)),
    survey: (signal) => ask((cloud) => cloud.survey(signal)),
    filterOf: (query) =>
      loaded?.filterOf(query) ?? query.filter ?? defaultFilter(settings, query.minimumSeverity),
    link: (entry) => (loaded ? loaded.link(entry) : settings.project && entryLink(entry, settings.project)),
    explorer: (query, cursor) => loaded?.explorer(query, cursor),
    close: async () => loaded?.close(),
  };
}

/** The bundle has classes of its own, which `instanceof` does not know here: its failures are made anew. */
function ofThisBundle(error: unknown): unknown {
  if (error instanceof UserError || !isFailure(error)) return error;
  const { message, cause, wayOut, kind, resume, place } = error;
  const options = { cause, ...(wayOut && { wayOut }) };
  return kind === undefined
    ? new UserError(message, options)
    : new CloudFailure(message, { ...options, kind, resume, place });
}

type AnyFailure = UserError & Partial<CloudFailure>;

function isFailure(error: unknown): error is AnyFailure {
  return error instanceof Error && (error.name === 'CloudFailure' || error.name === 'UserError');
}
