// The licences of what is bundled: most ask to be passed on with every copy.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** @typedef {{ name: string, version: string, license: string, texts: string[] }} Notice */

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/**
 * The packages whose code is in bundles, by name and version.
 *
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @returns {string[]} their folders
 */
export function bundledPackages(metafiles) {
  const inputs = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([file]) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? '');
  return [...new Set(inputs.filter(Boolean))];
}

/**
 * What a package says of its licence.
 *
 * @param {string} folder
 * @returns {Notice}
 */
export function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file))
    .sort()
    .map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
  if (!license && texts.length === 0) throw new Error(`${name} ${version} is bundled and says no licence.`);
  return { name, version, license: license ?? '', texts };
}

/**
 * All notices as one text. A text that several packages share stands once, below all of them.
 *
 * @param {readonly Notice[]} notices
 */
export function noticesText(notices) {
  /** @type {Map<string, string[]>} */
  const packages = new Map();
  for (const { name, version, license, texts } of notices) {
    const text =
      texts.join('\n\n') || `The package has no licence text of its own. Its licence is ${license}.`;
    const title = `${name} ${version}${license ? ` (${license})` : ''}`;
    packages.set(text, [...(packages.get(text) ?? []), title]);
  }
  const sections = Array.from(
    packages,
    ([text, titles]) => `${[...new Set(titles)].sort().join('\n')}\n\n${text}\n`,
  );
  const intro = 'Five Whys holds code and fonts of these packages, under their own licences.\n';
  return [intro, ...sections.sort()].join(`\n${'-'.repeat(80)}\n\n`);
}
