import { hash } from 'node:crypto';
import type { Frame } from '../frames/frame';
import { remembering } from '../frames/remembering';
import type { LogEvent } from './event';
import { mask, maskRoute } from './mask';
import { requestLine } from './request';

/** What makes events one pattern. */
export interface Fingerprint {
  /** Versioned, since reports store it: another way to group is another prefix. */
  readonly key: string;
  /** In words for the user, to stand after "grouped because". */
  readonly because: string;
}

/**
 * By what an event is the same error as another: the exception's type and the frames of the user's own code (of all code,
 * where none is the user's), without line numbers; without a stack the message with its variable parts masked; without
 * a message the request and its status. Depends on nothing but the event.
 */
export function fingerprint(event: LogEvent): Fingerprint {
  const { exception, request } = event;
  if (exception?.frames.length) return ofStack(exception.type, exception.frames);
  if (request && event.title === requestLine(request)) {
    return { key: keyOf('request', [maskedLine(request)]), because: 'same request and status' };
  }
  const masked = mask(event.title);
  const because = masked === event.title ? 'same message' : 'same message apart from numbers, ids and paths';
  return { key: keyOf('message', [masked]), because };
}

/** A pattern's title, by its newest event: a request is named without what varies. */
export function patternTitle({ title, request }: LogEvent): string {
  return request && title === requestLine(request) ? maskedLine(request) : title;
}

function maskedLine({ method, route, status }: NonNullable<LogEvent['request']>): string {
  return requestLine({ method, route: maskRoute(route), status });
}

function ofStack(type: string, frames: readonly Frame[]): Fingerprint {
  const own = frames.filter((frame) => !frame.library);
  const steps = withoutRepeats((own.length > 0 ? own : frames).map(step));
  const count = steps.length === 1 ? 'the same frame' : `the same ${steps.length} frames`;
  const because = `same exception and ${count} ${own.length > 0 ? 'of your code' : 'of library code'}`;
  return { key: keyOf('stack', [type, ...steps]), because };
}

/** The file and the function without compiler-made numbers. */
function step({ path, function: name = '' }: Frame): string {
  return `${fileStep(path)}#${name.includes('$') ? name.replaceAll(/\$\d+/g, '$') : name}`;
}

/** A file by the end of its path, which is the same on every machine. */
const fileStep = remembering((path) => {
  const segments = path.split(/[\\/]/).filter((segment) => segment !== '');
  return segments.slice(-2).join('/').replace(BUILD_HASH, '');
}, 2_000);

/** The part of a bundle's name that changes with each build: `main.3f2a9c1b.js`, `index-BqK3xP9a.js`. */
const BUILD_HASH = /[.-](?=[a-z]*\d)[0-9a-z]{8,32}(?=\.[a-z]{2,4}$)/i;

/** Recursion to another depth is the same error. */
function withoutRepeats(steps: readonly string[]): string[] {
  return steps.filter((step, i) => step !== steps[i - 1]);
}

function keyOf(kind: string, parts: readonly string[]): string {
  return digest([kind, ...parts].join('\n'));
}

const digest = remembering((parts) => `w1:${hash('sha256', parts).slice(0, 16)}`, 2_000);
