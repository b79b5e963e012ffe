// A Chromium that needs nothing of the machine but glibc: @sparticuz/chromium brings the browser, the few
// libraries that it links to, and one font. Made for AWS Lambda, it unpacks into /tmp and counts on Amazon's
// Linux; here it gets a folder in the user's cache and an environment for its process alone.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  createReadStream,
  createWriteStream,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { cachedFolder } from './userCache.mjs';

const PACKAGE = fileURLToPath(new URL('../../', import.meta.resolve('@sparticuz/chromium')));
const ARCHIVES = ['al2023', 'fonts', 'swiftshader'];

/** The package's one font has no fixed width, which an editor cannot do without. */
const MONOSPACE = fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf'));

/** Our fonts first, so that pictures look alike everywhere; the machine's fonts have the rarer signs. */
const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias binding="strong"><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="strong"><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`;

/**
 * Unpacks the browser once: 2 s and 215 MB.
 *
 * @returns {Promise<{ executablePath: string, env: Record<string, string> }>} `env` is for the browser only:
 *   other programs must not load these libraries.
 */
export async function portableChromium() {
  const hash = createHash('sha256')
    .update(readFileSync(path.join(PACKAGE, 'package.json')))
    .update(readFileSync(fileURLToPath(import.meta.url)));
  const folder = await cachedFolder(`chromium-${hash.digest('hex').slice(0, 16)}`, unpack);
  return {
    executablePath: path.join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: path.join(folder, 'lib'),
      FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
    },
  };
}

/** @param {string} staging */
async function unpack(staging) {
  console.log('Unpacking Chromium for the tests (once) …');
  const decompress = (/** @type {string} */ name) =>
    pipeline(
      createReadStream(path.join(PACKAGE, 'bin', `${name}.br`)),
      createBrotliDecompress({ chunkSize: 2 ** 21 }),
      createWriteStream(path.join(staging, name)),
    );
  await Promise.all(['chromium', ...ARCHIVES.map((name) => `${name}.tar`)].map(decompress));
  chmodSync(path.join(staging, 'chromium'), 0o755);
  for (const name of ARCHIVES) {
    const archive = path.join(staging, `${name}.tar`);
    execFileSync('tar', ['--no-same-owner', '-xf', archive, '-C', staging]);
    rmSync(archive);
  }
  copyFileSync(MONOSPACE, path.join(staging, 'fonts', path.basename(MONOSPACE)));
  writeFileSync(path.join(staging, 'fonts.conf'), FONTS_CONF);
}
