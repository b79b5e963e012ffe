import type { Severity } from './entry';
import type { LogEvent } from './event';
import { severityRank } from './severity';

/**
 * Whether an event is shown at this severity. One without a severity, or with a lower one, is shown all the same when it
 * carries an error: a stack or a status from 500. Many loggers write their errors to an output that has no severity.
 */
export function isRelevant(event: LogEvent, minimumSeverity: Severity): boolean {
  if (severityRank(event.severity) >= severityRank(minimumSeverity)) return true;
  return event.exception !== undefined || (event.request?.status ?? 0) >= 500;
}
