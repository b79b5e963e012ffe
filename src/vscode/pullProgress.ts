import * as vscode from 'vscode';
import type { PullResult } from '../sources/pull';
import { searchText } from '../sources/searchText';

/** Most pulls are over before a notification could be read. */
const NOTIFY_AFTER_MS = 500;
const REPORT_EVERY_MS = 200;

/**
 * Shows in the view that a pull is running; when it takes longer than a moment, a notification says how far it is, in
 * bytes or in calls, and can cancel it.
 * @param soFar what it has brought in until now
 */
export function showProgress(
  pulling: Promise<unknown>,
  running: AbortController,
  soFar: () => PullResult | undefined,
  title = 'Pulling logs',
): void {
  const ended = pulling.catch(() => undefined); // whoever pulls says what went wrong
  void vscode.window.withProgress({ location: { viewId: 'fiveWhys.patterns' } }, () => ended);
  const notify = setTimeout(() => void notifyUntil(ended, running, soFar, title), NOTIFY_AFTER_MS);
  void ended.then(() => clearTimeout(notify));
}

function notifyUntil(
  ended: Promise<unknown>,
  running: AbortController,
  soFar: () => PullResult | undefined,
  title: string,
): Thenable<unknown> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => {
    token.onCancellationRequested(() => running.abort());
    let reported = 0;
    const timer = setInterval(() => {
      const { percent, message } = howFar(soFar());
      progress.report({ increment: percent - reported, message });
      reported = percent;
    }, REPORT_EVERY_MS);
    return ended.finally(() => clearInterval(timer));
  });
}

function howFar(result: PullResult | undefined): { readonly percent: number; readonly message: string } {
  const search = result?.sources.find((source) => source.search)?.search;
  if (search) {
    const percent = Math.min(100, (100 * search.callCount) / Math.max(1, search.callLimit));
    return { percent, message: searchText(search, Date.now()) };
  }
  const { bytes, totalBytes } = bytesOf(result);
  if (totalBytes === 0) return { percent: 0, message: '' };
  const percent = Math.min(100, (100 * bytes) / totalBytes);
  return { percent, message: `${inMegabytes(bytes)} of ${inMegabytes(totalBytes)} MB` };
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
