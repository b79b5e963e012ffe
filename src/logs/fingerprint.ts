import { hash } from 'node:crypto';
import type { Frame } from '../frames/frame';
import { remembering } from '../frames/remembering';
import type { LogEvent } from './event';
import type { SplitBy } from './grouping';
import { mask, maskRoute } from './mask';
import type { PatternRequest } from './pattern';
import { requestLine } from './request';

/** What makes events one pattern. Plain data. */
export interface Fingerprint {
  /** Versioned, since reports store it: another way to group is another prefix. */
  readonly key: string;
  /** In words for the user, to stand after "grouped because". */
  readonly because: string;
  /** The masked message, where that is what counts: texts that differ in one free word may be one pattern. */
  readonly template?: string;
  /** Of a request log. */
  readonly isRequest?: true;
}

/**
 * By what an event is the same error as another: the exception's type and the frames of the user's own code (of all code,
 * where none is the user's), without line numbers; without a stack the message with its variable parts masked; without
 * a message the request, its service and its status. Depends on nothing but the event.
 */
export function fingerprint(event: LogEvent): Fingerprint {
  const { exception, request } = event;
  if (exception?.frames.length) return ofStack(exception.type, exception.frames);
  if (request && event.headline === requestLine(request)) return ofRequest(request, event.service);
  return ofMessage(mask(event.headline), event.headline);
}

/** The fingerprint of a masked message, such as one that others were merged to. */
export function fingerprintOfTemplate(template: string): Fingerprint {
  return ofMessage(template, undefined);
}

/** The fingerprint of an event in a pattern that the user split, by what the pattern's events are told apart. */
export function splitFingerprint(
  event: LogEvent,
  { key, because, template }: Fingerprint,
  by: SplitBy,
): Fingerprint {
  // Words are told apart by not asking what template they are of.
  if (by === 'words') return { key, because: 'same message, which you split from others like it' };
  const part = partOf(event, by);
  return {
    key: digest(['split', key, by, part].join('\n')),
    because: `${because}, and the same ${by}, by which you split it`,
    ...(by !== 'message' && template !== undefined && { template: `${part}: ${template}` }),
  };
}

/** A pattern's title, by its newest event: a request is named without what varies. */
export function patternTitle({ title, headline, request }: LogEvent): string {
  return request && headline === requestLine(request) ? requestLine(maskedRequest(request)) : title;
}

/** A request with what varies in its route masked. */
export function maskedRequest({
  method,
  route,
  status,
}: NonNullable<LogEvent['request']>): Pick<PatternRequest, 'method' | 'route' | 'status'> {
  return { method, route: maskRoute(route), status };
}

function partOf(event: LogEvent, by: Exclude<SplitBy, 'words'>): string {
  switch (by) {
    case 'message':
      return mask(event.headline);
    case 'service':
      return event.service ?? '';
    case 'request':
      return event.request ? requestLine(maskedRequest(event.request)) : '';
  }
}

function ofMessage(masked: string, message: string | undefined): Fingerprint {
  const because =
    masked === message ? 'same message' : 'same message apart from numbers, ids, paths and free words';
  return { key: keyOf('message', [masked]), because, template: masked };
}

function ofRequest(request: NonNullable<LogEvent['request']>, service = ''): Fingerprint {
  const line = requestLine(maskedRequest(request));
  const because = service === '' ? 'same request and status' : 'same request, status and service';
  return { key: keyOf('request', service === '' ? [line] : [line, service]), because, isRequest: true };
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
