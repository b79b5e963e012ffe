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
  const module = lookUp(payload, 'labels.module');
  if (typeof module !== 'string' || !/^[a-z_]\w*(?:\.\w+)+$/i.test(module)) return undefined;
  return written(
    `${module.replaceAll('.', '/')}.py`,
    lookUp(payload, 'labels.line'),
    lookUp(payload, 'labels.function'),
  );
}

/** File, line and function, as slog, Error Reporting, loguru, Python's JSON formatters and structlog name them. */
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
];

function written(file: unknown, line: unknown, name: unknown): string | undefined {
  const number = typeof line === 'number' ? line : Number(typeof line === 'string' ? line : Number.NaN);
  if (typeof file !== 'string' || file === '' || file.length > MAX_PATH || !(number >= 1)) return undefined;
  if (name === 'callHandlers' || /[\\/]logging[\\/]__init__\.py$/.test(file)) return undefined;
  return `${file}:${number}${typeof name === 'string' && name !== '' ? ` in ${name}` : ''}`;
}

const MAX_PATH = 1000;
