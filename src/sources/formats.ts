/** The forms in which a log file may come, with the words for the user. */
export const FORMATS = [
  { id: 'objects', name: 'JSON of gcloud or the Logs Explorer' },
  { id: 'yaml', name: 'YAML of gcloud' },
  { id: 'lines', name: 'JSON lines' },
  { id: 'csv', name: 'CSV' },
  { id: 'journal', name: 'Journal as JSON lines' },
  { id: 'docker-json', name: 'JSON lines of Docker or Fluent Bit' },
  { id: 'docker', name: 'Container log with times' },
  { id: 'cri', name: 'CRI container log' },
  { id: 'kubectl', name: 'kubectl logs with prefixes' },
  { id: 'compose', name: 'Docker Compose log' },
  { id: 'w3c', name: 'W3C log of IIS or CloudFront' },
  { id: 'syslog', name: 'syslog or journalctl' },
  { id: 'text', name: 'Plain text' },
] as const satisfies readonly { readonly id: string; readonly name: string }[];

export type FileFormat = (typeof FORMATS)[number]['id'];
