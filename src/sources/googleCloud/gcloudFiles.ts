import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** What the process was started with, as far as Google's tools look at it. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string;
  readonly isWindows: boolean;
}

/** What gcloud was told with `gcloud config set`. */
export interface GcloudConfiguration {
  /** Such as `default`. */
  readonly name: string;
  readonly project: string | undefined;
  readonly account: string | undefined;
}

/** gcloud's active configuration, from its files: running gcloud would take a second, and it may not be installed. */
export async function readGcloudConfiguration(
  surroundings: Surroundings,
): Promise<GcloudConfiguration | undefined> {
  const folder = gcloudFolder(surroundings);
  const chosen =
    surroundings.environment['CLOUDSDK_ACTIVE_CONFIG_NAME'] ??
    (await textOf(path.join(folder, 'active_config')));
  const name = chosen?.trim() || 'default';
  if (!/^[a-zA-Z][\w-]{0,99}$/.test(name)) return undefined;
  const text = await textOf(path.join(folder, 'configurations', `config_${name}`));
  if (text === undefined) return undefined;
  const core = readSection(text, 'core');
  return { name, project: core.get('project'), account: core.get('account') };
}

/** Where gcloud keeps its files: https://cloud.google.com/sdk/docs/configurations#what_is_a_configuration */
function gcloudFolder({ environment, homeFolder, isWindows }: Surroundings): string {
  const own = environment['CLOUDSDK_CONFIG'];
  if (own) return own;
  const appData = environment['APPDATA'];
  return isWindows && appData ? path.join(appData, 'gcloud') : path.join(homeFolder, '.config', 'gcloud');
}

/** The `name = value` lines of a section of an INI file. */
function readSection(text: string, section: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let within = '';
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed.startsWith('[')) within = trimmed.slice(1, trimmed.indexOf(']'));
    const equals = trimmed.indexOf('=');
    if (within !== section || equals < 1) continue;
    const value = trimmed.slice(equals + 1).trim();
    if (value) values.set(trimmed.slice(0, equals).trim(), value);
  }
  return values;
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined; // gcloud is not set up
  }
}
