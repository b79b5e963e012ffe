import type { FileFormat } from '../../../src/sources/formats';

/** A log of one service as it comes in each form: what it says, in which form it is told to be. */
export interface Sample {
  readonly what: string;
  readonly format: FileFormat;
  readonly text: string;
}

const T = '2025-09-12T04:00:02';
const TRACE = [
  'Traceback (most recent call last):',
  '  File "/app/main.py", line 23, in handler',
  "    return payload['user_id']",
  "KeyError: 'user_id'",
];
const LINES = ['INFO: ready', ...TRACE];
const times = (i: number): string => `${T}.11854612${i + 1}Z`;
const json = (record: unknown): string => JSON.stringify(record);

/** In each, a line that says that all is well, and the traceback of a KeyError. */
export const SAMPLES: readonly Sample[] = [
  {
    what: 'gcloud logging read --format json',
    format: 'objects',
    text: JSON.stringify(
      [
        { textPayload: 'INFO: ready', timestamp: times(0) },
        { textPayload: TRACE.join('\n'), timestamp: times(1) },
      ],
      null,
      2,
    ),
  },
  {
    what: "a sink's objects",
    format: 'lines',
    text: [
      { textPayload: 'INFO: ready', timestamp: times(0) },
      { jsonPayload: { message: TRACE.join('\n') }, timestamp: times(1) },
    ]
      .map(json)
      .join('\n'),
  },
  {
    what: 'structlog',
    format: 'lines',
    text: [
      { event: 'ready', level: 'info', timestamp: times(0) },
      { event: 'failed', level: 'error', exception: TRACE.join('\n'), timestamp: times(1) },
    ]
      .map(json)
      .join('\n'),
  },
  {
    what: "the Logs Explorer's CSV",
    format: 'csv',
    text: `insertId,jsonPayload.level,jsonPayload.message,logName,resource.labels.service_name,resource.type,severity,textPayload,timestamp\r\na,,,projects/p/logs/stdout,netra,cloud_run_revision,INFO,ready,${times(0)}\r\nb,50,"${TRACE.join('\n').replaceAll('"', '""')}",projects/p/logs/stderr,netra,cloud_run_revision,ERROR,,${times(1)}\r\n`,
  },
  {
    what: 'the CSV of another tool',
    format: 'csv',
    text: `Timestamp,Level,Service,Message\n${times(0)},info,netra,ready\n${times(1)},error,netra,"${TRACE.join('\n').replaceAll('"', '""')}"\n`,
  },
  {
    what: 'a table separated by tabs',
    format: 'csv',
    text: `timestamp\tlevel\tservice\tmessage\n${times(0)}\tinfo\tnetra\tready\n${times(1)}\terror\tnetra\t"${TRACE.join('\n').replaceAll('"', '""')}"\n`,
  },
  {
    what: 'a table separated by semicolons',
    format: 'csv',
    text: `timestamp;level;service;message\n${times(0)};info;netra;ready\n${times(1)};error;netra;"${TRACE.join('\n').replaceAll('"', '""')}"\n`,
  },
  {
    what: 'the log of a platform that names no host',
    format: 'syslog',
    text: LINES.map((line) => `${T}.118546+00:00 netra[web.1]: ${line}`).join('\n'),
  },
  {
    what: 'journalctl -o json',
    format: 'journal',
    text: LINES.map((MESSAGE, i) =>
      json({
        MESSAGE,
        PRIORITY: i ? '3' : '6',
        __REALTIME_TIMESTAMP: `175764960211854${i}`,
        _HOSTNAME: 'worker-1',
        _PID: '812',
        SYSLOG_IDENTIFIER: 'netra',
        __CURSOR: `s=1;i=${i}`,
      }),
    ).join('\n'),
  },
  {
    what: 'Docker json-file',
    format: 'docker-json',
    text: LINES.map((line, i) =>
      json({ log: `${line}\n`, stream: i ? 'stderr' : 'stdout', time: times(i) }),
    ).join('\n'),
  },
  {
    what: 'gcloud logging read',
    format: 'yaml',
    text: [
      '---',
      'insertId: 68c39b00',
      'logName: projects/netra/logs/run.googleapis.com%2Fstderr',
      'resource:',
      '  labels:',
      '    service_name: netra',
      '  type: cloud_run_revision',
      'severity: INFO',
      'textPayload: ready',
      `timestamp: '${times(0)}'`,
      '---',
      'insertId: 68c39b01',
      'logName: projects/netra/logs/run.googleapis.com%2Fstderr',
      'severity: ERROR',
      'textPayload: |-',
      ...TRACE.map((line) => `  ${line}`),
      `timestamp: '${times(1)}'`,
    ].join('\n'),
  },
  {
    what: 'Fluent Bit',
    format: 'docker-json',
    text: LINES.map((line, i) =>
      json({
        date: 1757649602.118 + i / 1000,
        log: line,
        stream: 'stderr',
        kubernetes: { pod_name: 'netra-5d9c-x2x', container_name: 'netra', labels: { app: 'netra' } },
      }),
    ).join('\n'),
  },
  {
    what: 'docker logs -t',
    format: 'docker',
    text: LINES.map((line, i) => `${times(i)} ${line}`).join('\n'),
  },
  {
    what: 'CRI',
    format: 'cri',
    text: LINES.map((line, i) => `${times(i)} ${i ? 'stderr' : 'stdout'} F ${line}`).join('\n'),
  },
  {
    what: 'kubectl logs --prefix',
    format: 'kubectl',
    text: LINES.map((line) => `[pod/netra-5d9c-x2x/netra] ${line}`).join('\n'),
  },
  {
    what: 'kubectl logs --prefix --timestamps',
    format: 'kubectl',
    text: LINES.map((line, i) => `[pod/netra-5d9c-x2x/netra] ${times(i)} ${line}`).join('\n'),
  },
  {
    what: 'docker compose logs',
    format: 'compose',
    text: LINES.map((line) => `netra-1  | ${line}`).join('\n'),
  },
  {
    what: 'docker compose logs, in colours and with times',
    format: 'compose',
    text: LINES.map((line, i) => `\u001b[36mnetra-1  | \u001b[0m${times(i)} ${line}`).join('\n'),
  },
  {
    what: 'syslog',
    format: 'syslog',
    text: LINES.map((line) => `Sep 12 04:00:02 worker-1 netra[812]: ${line}`).join('\n'),
  },
  {
    what: 'syslog as RFC 5424',
    format: 'syslog',
    text: LINES.map((line, i) => `<${i ? 11 : 14}>1 ${times(i)} worker-1 netra 812 - - ${line}`).join('\n'),
  },
  {
    what: 'journalctl -o short-iso',
    format: 'syslog',
    text: LINES.map((line) => `${T}+00:00 worker-1 netra[812]: ${line}`).join('\n'),
  },
  {
    what: 'text with times',
    format: 'text',
    text: `${T} INFO ready\n${T} ERROR failed\n${TRACE.join('\n')}`,
  },
  { what: 'text with levels', format: 'text', text: ['INFO: ready', 'ERROR: failed', ...TRACE].join('\n') },
];
