import { readGcloudConfiguration, type Surroundings } from './gcloudFiles';

/** A project and who named it, as shown to the user: "netra-staging (from GOOGLE_CLOUD_PROJECT)". */
export interface FoundProject {
  readonly id: string;
  readonly from: string;
}

/**
 * The project whose logs are read: the settings' own, else the environment's, else gcloud's, else the key file's.
 * Undefined where nobody names one. Google's library would ask gcloud through a shell, which takes a second and may
 * renew tokens; and it knows nothing of gcloud's files.
 */
export async function findProject(
  setting: string | undefined,
  surroundings: Surroundings,
  keyFileProject: string | undefined,
): Promise<FoundProject | undefined> {
  if (setting) return { id: setting, from: 'the settings' };
  for (const name of VARIABLES) {
    const id = surroundings.environment[name];
    if (id) return { id, from: name };
  }
  const gcloud = await readGcloudConfiguration(surroundings);
  if (gcloud?.project) return { id: gcloud.project, from: `gcloud's configuration "${gcloud.name}"` };
  return keyFileProject ? { id: keyFileProject, from: 'the key file' } : undefined;
}

const VARIABLES = ['GOOGLE_CLOUD_PROJECT', 'GCLOUD_PROJECT', 'CLOUDSDK_CORE_PROJECT'];

/** Whether a text is a project's id, which is then safe in a command line and in a URL. */
export function isProjectId(text: string): boolean {
  return /^(?:[a-z][a-z0-9.-]{0,61}[a-z0-9]:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(text);
}
