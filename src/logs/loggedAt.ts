import type { Entry } from './entry';
import { lookUp } from './fields';

/**
 * Where an entry was logged, as `path:line in function`: the only position in the code that an error without a stack
 * has. Undefined when the entry does not say, or names the logging library itself.
 */
export function readLoggedAt(entry: Entry): string | undefined {
  const payload = entry.jsonPayload ?? {};
  const { file, line, function: name } = entry.sourceLocation ?? {};
  if (file && line) return written(file, line, name);
  for (const [fileField, lineField, functionField] of FIELDS) {
    const at = written(
      lookUp(payload, fileField),
      lookUp(payload, lineField),
      lookUp(payload, functionField),
    );
    if (at) return at;
  }
  for (const field of PLACE_FIELDS) {
    const place = lookUp(payload, field);
    const [, path, line] = typeof place === 'string' ? (PLACE.exec(place) ?? []) : [];
    const at = written(path, line, lookUp(payload, 'func'));
    if (at) return at;
  }
  const module = lookUp(payload, 'labels.module');
  if (typeof module !== 'string' || !/^[a-z_]\w*(?:\.\w+)+$/i.test(module)) return undefined;
  return written(
    `${module.replaceAll('.', '/')}.py`,
    lookUp(payload, 'labels.line'),
    lookUp(payload, 'labels.function'),
  );
}

/**
 * File, line and function, as slog, Error Reporting, loguru, Python's JSON formatters, structlog, ECS, bunyan and Rust's
 * tracing name them.
 */
const FIELDS: readonly (readonly [file: string, line: string, name: string])[] = [
  ['source.file', 'source.line', 'source.function'],
  [
    'context.reportLocation.filePath',
    'context.reportLocation.lineNumber',
    'context.reportLocation.functionName',
  ],
  ['record.file.path', 'record.line', 'record.function'],
  ['pathname', 'lineno', 'funcName'],
  ['filename', 'lineno', 'func_name'],
  ['log.origin.file.name', 'log.origin.file.line', 'log.origin.function'],
  ['src.file', 'src.line', 'src.func'],
  ['filename', 'line_number', 'target'],
];

/** `db/session.go:74`, as zap and zerolog (`caller`) and logrus (`file`, with `func`) write it. */
const PLACE_FIELDS = ['caller', 'file'];
const PLACE = /^([^\s:]{1,500}|[A-Za-z]:[^\s:]{1,500}):(\d{1,7})$/;

function written(file: unknown, line: unknown, name: unknown): string | undefined {
  const number = typeof line === 'number' ? line : Number(typeof line === 'string' ? line : Number.NaN);
  if (typeof file !== 'string' || file === '' || file.length > MAX_PATH || !(number >= 1)) return undefined;
  if (name === 'callHandlers' || /[\\/]logging[\\/]__init__\.py$/.test(file)) return undefined;
  return `${file}:${number}${typeof name === 'string' && name !== '' ? ` in ${name}` : ''}`;
}

const MAX_PATH = 1000;
