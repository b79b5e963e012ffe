import type { Entry } from '../../../src/logs/entry';
import type { LogEvent } from '../../../src/logs/event';
import { readEvent } from '../../../src/logs/readEvent';

/** A Python error in two functions of the user's code, raised from a library. */
export function traceback({
  type = 'KeyError',
  message = "'user_id'",
  line = 23,
  inner = 'load',
} = {}): string {
  return [
    'Traceback (most recent call last):',
    `  File "/workspace/netra/main.py", line ${line}, in handler`,
    '    load(payload)',
    `  File "/workspace/netra/db.py", line ${line + 5}, in ${inner}`,
    "    return payload['user_id']",
    `  File "/usr/local/lib/python3.11/site-packages/sqlalchemy/engine/base.py", line ${line + 100}, in execute`,
    '    raise',
    `${type}: ${message}`,
  ].join('\n');
}

export function eventOf(entry: Entry): LogEvent {
  return readEvent([entry]);
}
