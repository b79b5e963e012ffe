// Where big, rebuildable things are kept between runs and between clones.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** The project's folder in the user's cache (XDG base directory specification). */
const CACHE_FOLDER = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'five-whys');

/**
 * Makes a folder of the cache once. It is filled beside its place and then renamed, so that two processes
 * at once, or one that is interrupted, never leave half a folder under the name.
 *
 * @param {string} name name of the folder, new whenever its content would differ
 * @param {(staging: string) => void | Promise<void>} fill
 * @returns {Promise<string>} the folder's path
 */
export async function cachedFolder(name, fill) {
  const folder = path.join(CACHE_FOLDER, name);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE_FOLDER, { recursive: true });
  const staging = mkdtempSync(path.join(CACHE_FOLDER, '.staging-'));
  try {
    await fill(staging);
    renameSync(staging, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // else someone was faster
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return folder;
}
