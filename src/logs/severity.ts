import { SEVERITIES, type Severity } from './entry';

/** How severe, from 0 for DEFAULT. */
export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/**
 * The severity that a level word or number stands for; undefined when it is none.
 *
 * Numbers, also as text: syslog 0 to 7, pino and bunyan 10 to 60, Cloud Logging 100 to 800, logback 5,000 to 40,000.
 */
export function readSeverity(level: unknown): Severity | undefined {
  if (typeof level === 'number') return fromNumber(level);
  if (typeof level !== 'string') return undefined;
  return readSeverityWord(level) ?? (/^\d{1,5}$/.test(level) ? fromNumber(Number(level)) : undefined);
}

/** The severity that a level word stands for; undefined when it is none, as every number. */
export function readSeverityWord(level: unknown): Severity | undefined {
  return typeof level === 'string' ? WORDS.get(level.trim().toUpperCase()) : undefined;
}

/** The severity of a `SeverityNumber`, 1 to 24: https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber */
export function readOtelSeverity(level: unknown): Severity | undefined {
  const number = Number(typeof level === 'string' || typeof level === 'number' ? level : Number.NaN);
  return number >= 1 && number <= 24 ? STEPS[Math.floor((number - 1) / 4)] : undefined;
}

/** The severity of a `SeverityLevel`, 0 for verbose to 4 for critical: https://learn.microsoft.com/en-us/azure/azure-monitor/app/data-model-complete */
export function readAzureSeverity(level: unknown): Severity | undefined {
  return typeof level === 'number' && level >= 0 ? STEPS[level + 1] : readSeverityWord(level);
}

/** The severity of a level of Python's logging, from 10 for DEBUG to 50 for CRITICAL. */
export function readPythonSeverity(level: unknown): Severity | undefined {
  if (typeof level !== 'number' || level <= 0 || level > 60) return undefined;
  return STEPS[Math.min(Math.floor(level / 10), STEPS.length - 1)];
}

const WORDS: ReadonlyMap<string, Severity> = new Map([
  ['DEFAULT', 'DEFAULT'],
  ['TRACE', 'DEBUG'],
  ['VERBOSE', 'DEBUG'],
  ['FINE', 'DEBUG'],
  ['FINER', 'DEBUG'],
  ['FINEST', 'DEBUG'],
  ['CONFIG', 'DEBUG'],
  ['DEBUG', 'DEBUG'],
  ['TRCE', 'DEBUG'],
  ['TRC', 'DEBUG'],
  ['VRB', 'DEBUG'],
  ['DBG', 'DEBUG'],
  ['DEBU', 'DEBUG'],
  ['V', 'DEBUG'],
  ['D', 'DEBUG'],
  ['DBUG', 'DEBUG'],
  ['INFO', 'INFO'],
  ['INF', 'INFO'],
  ['INFORMATION', 'INFO'],
  ['INFORMATIONAL', 'INFO'],
  ['I', 'INFO'],
  ['SUCCESS', 'INFO'],
  ['NOTICE', 'NOTICE'],
  ['WARN', 'WARNING'],
  ['WRN', 'WARNING'],
  ['W', 'WARNING'],
  ['WARNING', 'WARNING'],
  ['ERR', 'ERROR'],
  ['ERRO', 'ERROR'],
  ['E', 'ERROR'],
  ['FAIL', 'ERROR'],
  ['ERROR', 'ERROR'],
  ['SEVERE', 'ERROR'],
  ['FATAL', 'CRITICAL'],
  ['FATA', 'CRITICAL'],
  ['FTL', 'CRITICAL'],
  ['F', 'CRITICAL'],
  ['PNC', 'CRITICAL'],
  ['PANI', 'CRITICAL'],
  ['CRIT', 'CRITICAL'],
  ['CRITICAL', 'CRITICAL'],
  ['PANIC', 'CRITICAL'],
  ['DPANIC', 'CRITICAL'],
  ['ALERT', 'ALERT'],
  ['EMERG', 'EMERGENCY'],
  ['EMERGENCY', 'EMERGENCY'],
]);

const SYSLOG: readonly Severity[] = [
  'EMERGENCY',
  'ALERT',
  'CRITICAL',
  'ERROR',
  'WARNING',
  'NOTICE',
  'INFO',
  'DEBUG',
];

/** Trace, debug and on, the levels of most loggers: their numbers are steps of pino's, Python's and OpenTelemetry's scales. */
const STEPS: readonly Severity[] = ['DEBUG', 'DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'];

function fromNumber(level: number): Severity | undefined {
  if (level < 10) return SYSLOG[level];
  if (level < 100) return STEPS[Math.min(Math.floor(level / 10), STEPS.length) - 1];
  if (level <= 800) return SEVERITIES[Math.floor(level / 100)];
  return level <= 50_000 ? fromNumber(level / 1000 + 10) : undefined;
}
