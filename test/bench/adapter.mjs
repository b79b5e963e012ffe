// Answers questions about texts with the functions of the extension, so that a scorer can measure them.
//
// Reads one JSON request a line from standard input, `{"op": "frames", "text": "…"}`, and writes one JSON answer a line, in
// the same order. The operations and their answers stand in adapterAnswers.ts.
import { createInterface } from 'node:readline';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';

const ROOT = path.join(import.meta.dirname, '..', '..');
const BUNDLE = path.join(ROOT, 'out', 'adapter', `answers-${process.pid}.mjs`);

mkdirSync(path.dirname(BUNDLE), { recursive: true });
await esbuild.build({
  entryPoints: [path.join(ROOT, 'test', 'bench', 'adapterAnswers.ts')],
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  outfile: BUNDLE,
  logLevel: 'warning',
});
/** @type {{ answer(request: unknown): unknown }} */
const { answer } = await import(pathToFileURL(BUNDLE).href);

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(answerOf(line)));
}

/** @param {string} line */
function answerOf(line) {
  try {
    return answer(JSON.parse(line));
  } catch (error) {
    return { error: String(error) };
  }
}
