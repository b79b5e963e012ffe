import * as vscode from 'vscode';
import type { PullResult } from '../sources/pull';

/** Most pulls are over before a notification could be read. */
const NOTIFY_AFTER_MS = 500;
const REPORT_EVERY_MS = 200;

/**
 * Shows in the view that a pull is running; when it takes longer than a moment, a notification says how far it is, in
 * bytes, and can cancel it.
 * @param soFar what it has brought in until now
 */
export function showProgress(
  pulling: Promise<unknown>,
  running: AbortController,
  soFar: () => PullResult | undefined,
): void {
  const ended = pulling.catch(() => undefined); // whoever pulls says what went wrong
  void vscode.window.withProgress({ location: { viewId: 'fiveWhys.patterns' } }, () => ended);
  const notify = setTimeout(() => void notifyUntil(ended, running, soFar), NOTIFY_AFTER_MS);
  void ended.then(() => clearTimeout(notify));
}

function notifyUntil(
  ended: Promise<unknown>,
  running: AbortController,
  soFar: () => PullResult | undefined,
): Thenable<unknown> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: 'Pulling logs',
    cancellable: true,
  };
  return vscode.window.withProgress(options, (progress, token) => {
    token.onCancellationRequested(() => running.abort());
    let reported = 0;
    const timer = setInterval(() => {
      const { bytes, totalBytes } = bytesOf(soFar());
      const percent = totalBytes > 0 ? Math.min(100, (100 * bytes) / totalBytes) : 0;
      const message = totalBytes > 0 ? `${inMegabytes(bytes)} of ${inMegabytes(totalBytes)} MB` : '';
      progress.report({ increment: percent - reported, message });
      reported = percent;
    }, REPORT_EVERY_MS);
    return ended.finally(() => clearInterval(timer));
  });
}

function bytesOf(result: PullResult | undefined): { readonly bytes: number; readonly totalBytes: number } {
  const sum = { bytes: 0, totalBytes: 0 };
  for (const { bytes, totalBytes } of result?.sources ?? []) {
    sum.bytes += bytes;
    sum.totalBytes += totalBytes;
  }
  return sum;
}

function inMegabytes(bytes: number): string {
  return (bytes / 1_000_000).toLocaleString('en-US', { maximumFractionDigits: bytes < 10_000_000 ? 1 : 0 });
}
