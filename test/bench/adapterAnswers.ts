import { readFileSync } from 'node:fs';
import { readException } from '../../src/frames/exception';
import type { Frame } from '../../src/frames/frame';
import { locate } from '../../src/frames/locate';
import { readFrames } from '../../src/frames/read';
import { WorkspaceFiles } from '../../src/frames/workspaceFiles';
import { workspacePath } from '../../src/frames/workspacePath';
import type { Entry } from '../../src/logs/entry';
import { mask } from '../../src/logs/mask';
import { Patterns } from '../../src/logs/patterns';
import { readEvent } from '../../src/logs/readEvent';
import { Stitch } from '../../src/logs/stitch';
import { problemDetails } from '../../src/report/problemDetails';
import { read } from '../../src/report/read';
import { readPlan } from '../../src/report/readPlan';
import { HEAD_BYTES, readerOf, sniffFormat } from '../../src/sources/fileFormat';

/** What a scorer asks; each operation uses some of it. */
interface Request {
  readonly op: string;
  readonly text?: string;
  readonly texts?: readonly string[];
  readonly lines?: readonly string[];
  /** A file that lists a workspace's paths, one a line. */
  readonly tree?: string;
  readonly files?: readonly string[];
  /** Paths that are there. */
  readonly exists?: readonly string[];
}

/** The answer to a request, by the very functions that the extension calls. */
export function answer(request: Request): unknown {
  const reply = ANSWERS[request.op];
  return reply ? reply(request) : { error: `no operation ${request.op}` };
}

const ANSWERS: Readonly<Record<string, (request: Request) => unknown>> = {
  // The steps of stacks, as the runtimes tell them; what a message quotes is a link and no step.
  frames: ({ text = '' }) => ({
    frames: readFrames(text)
      .filter(({ aside }) => !aside)
      .map(written),
  }),
  links: ({ text = '', exists = [] }) => ({
    links: readFrames(text, (path) => exists.includes(path)).map(({ path, line, column }) => ({
      path,
      line,
      column,
    })),
  }),
  stitch: ({ lines = [] }) => ({ groups: stitched(lines) }),
  group: ({ texts = [] }) => ({ groups: grouped(texts) }),
  locate: (request) => located(request),
  mask: ({ text = '' }) => ({ text: mask(text) }),
  signature: ({ text = '' }) => ({ functions: innermost(text).flatMap((frame) => frame.function ?? []) }),
  blame: ({ text = '' }) => blamed(text),
  report: ({ text = '' }) => reported(text),
};

function written({ path, line, column, function: name }: Frame): object {
  return { file: path, line, column, function: name };
}

/** The pattern of each text: of a message its template, when all are known; of others their key. */
function grouped(texts: readonly string[]): string[] {
  const patterns = new Patterns();
  const events = texts.map((text) => readEvent([{ textPayload: text }]));
  for (const event of events) patterns.add(event);
  return events.map((event) => patterns.keyOf(event));
}

/** The indexes of the lines of each event, by the way that a log file goes. */
function stitched(lines: readonly string[]): number[][] {
  const bytes = Buffer.from(lines.join('\n'));
  const sniffed = sniffFormat(bytes.subarray(0, HEAD_BYTES));
  const isLog = sniffed !== 'blank' && sniffed !== 'binary' && sniffed !== 'unknown';
  const reader = readerOf(isLog ? sniffed : 'text', new Date(0));
  const entries = [...reader.push(bytes), ...reader.end()].flatMap((page) => page.entries);
  const stitch = new Stitch();
  const groups = [...entries.flatMap((entry) => stitch.push(entry)), ...stitch.end()];
  const left: (string | undefined)[] = lines.map((line) => line.trimEnd());
  return groups.map((group) => group.flatMap((entry) => taken(entry, left)));
}

/** Takes the lines of an entry, one after the other, out of those that are left, and returns where they stood. */
function taken({ textPayload = '' }: Entry, left: (string | undefined)[]): number[] {
  const lines = textPayload.split('\n').map((line) => line.trimEnd());
  const start = left.findIndex((_, i) => lines.every((line, k) => left[i + k] === line));
  if (start < 0) return [];
  left.fill(undefined, start, start + lines.length);
  return Array.from(lines, (_, k) => start + k);
}

function located({ text = '', tree, files = [] }: Request): { path: string | null; candidates: string[] } {
  const paths = tree ? readFileSync(tree, 'utf8').split('\n').filter(Boolean) : files;
  const index = new WorkspaceFiles([{ folder: '', paths }]);
  const [frame] = readFrames(text, workspacePath(index));
  if (!frame) return { path: null, candidates: [] };
  const places = locate(frame, index);
  const [best] = places;
  const sure = best?.confidence === 'sure' ? best.path : null;
  return { path: sure, candidates: places.map((place) => place.path) };
}

function innermost(text: string): readonly Frame[] {
  const frames = readFrames(text);
  return readException(text, frames)?.frames ?? frames;
}

function blamed(text: string): object {
  const frames = innermost(text);
  const frame = frames.find(({ library }) => !library) ?? frames[0];
  return { file: frame?.path ?? '', line: frame?.line };
}

/** What a report says; a problem without a title is what the whole report is about. */
function reported(text: string): object {
  const { analysis, ranges } = read(text);
  const plan = readPlan(text, ranges);
  return {
    title: analysis.title,
    header: analysis.header,
    summary: analysis.summary,
    problems: analysis.problems.map((problem, index) => {
      const range = ranges.problems[index];
      const details = range && problemDetails(text, problem, range);
      return {
        title: problem.title || analysis.title,
        status: details?.status ?? '',
        severity: details?.severity ?? '',
        facts: problem.facts,
        whys: problem.whys.map(({ label, question, answer, state, evidence }) => ({
          label,
          question,
          answer: answer || problem.rootCauses.find(({ why }) => why === label)?.text || '',
          state,
          evidence: evidence.map(({ text, excerpt }) => text || excerpt),
        })),
        rootCauses: problem.rootCauses.map((cause) => cause.text),
        locations: details?.locations ?? [],
        actions: [
          ...problem.actions.map(({ action }) => action),
          ...(details?.actions ?? []).map(({ title }) => title),
        ],
      };
    }),
    ...plan,
  };
}
