import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { View } from './view';
import type { VsCodeApi } from './vscodeApi';

/** Keeps the view and how far it is scrolled with VS Code, and scrolls there when the report is first shown. */
export function useScrollKept(vscode: VsCodeApi, view: View, isShown: boolean): void {
  const wasAt = useRef(keptScroll(vscode.getState()));

  useEffect(() => {
    if (!isShown) return undefined;
    const keep = () => vscode.setState({ ...view, scroll: window.scrollY });
    keep();
    window.addEventListener('scrollend', keep);
    return () => window.removeEventListener('scrollend', keep);
  }, [vscode, view, isShown]);

  useLayoutEffect(() => {
    if (isShown) window.scrollTo(0, wasAt.current);
  }, [isShown]);
}

function keptScroll(kept: unknown): number {
  if (typeof kept !== 'object' || kept === null || !('scroll' in kept)) return 0;
  return typeof kept.scroll === 'number' ? kept.scroll : 0;
}
