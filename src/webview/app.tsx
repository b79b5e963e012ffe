import { useEffect, useLayoutEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import type { Analysis } from '../whys/analysis';
import { applyChange } from '../whys/apply';
import type { Finding } from '../whys/finding';
import type { ToPage } from '../whys/page';
import { FactsPage } from './facts';
import { Header } from './header';
import { begin, next, type Show } from './model';
import { BrokenNotice, EmptyNotice, ReadOnlyBanner, RemovedNotice } from './notices';
import { NextSteps } from './nextSteps';
import { Outbox } from './outbox';
import { PageProvider } from './pageContext';
import { ProblemPage } from './problemPage';
import { useScrollKept } from './scroll';
import { panelId, tabId, Tabs } from './tabs';
import { VerificationPage } from './verification';
import { restoredView, whyAt, type Tab } from './view';
import type { VsCodeApi } from './vscodeApi';

/** The page of the Five Whys editor. It holds no truth of its own: it draws what `show` brings and sends changes. */
export function App({ vscode }: { readonly vscode: VsCodeApi }) {
  const [model, dispatch] = useReducer(next, undefined, () => begin(restoredView(vscode.getState())));
  /** How many changes were sent, and how many of them the document has. */
  const sent = useRef(0);
  const handled = useRef(0);
  const latest = useRef<Analysis | undefined>(undefined);
  const outbox = useMemo(
    () =>
      new Outbox((message) => {
        if (message.type !== 'change') return vscode.postMessage(message);
        const { change } = message;
        const number = ++sent.current;
        vscode.postMessage({ type: 'change', change, number });
        latest.current = latest.current && applyChange(latest.current, change);
        dispatch({ type: 'changing', change });
        if (latest.current) dispatch({ type: 'foresee', analysis: latest.current });
      }),
    [vscode],
  );

  // Before the page is painted: the extension does not wait for it to say that it is ready.
  useLayoutEffect(() => {
    const receive = ({ data }: MessageEvent<ToPage>) => {
      if (data.type === 'show') {
        handled.current = data.handled;
        if (data.handled < sent.current) return; // the page is ahead, and a later one follows
        latest.current = data.analysis;
      }
      dispatch(data);
    };
    const flush = () => outbox.flushAll();
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      const key = event.key.toLowerCase();
      if (key === 's') flush();
      if ((key !== 'z' && key !== 's') || event.shiftKey || event.altKey || handled.current >= sent.current)
        return;
      // VS Code would undo or save what is in the document, where what the user sees is not yet.
      event.preventDefault();
      event.stopImmediatePropagation();
      outbox.send({ type: key === 'z' ? 'undo' : 'save' });
    };
    window.addEventListener('message', receive);
    window.addEventListener('keydown', onKeyDown, { capture: true });
    window.addEventListener('blur', flush);
    window.addEventListener('pagehide', flush);
    outbox.send({ type: 'ready' });
    return () => {
      window.removeEventListener('message', receive);
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      window.removeEventListener('blur', flush);
      window.removeEventListener('pagehide', flush);
    };
  }, [outbox]);

  useScrollKept(vscode, model.view, model.report !== undefined);
  useLayoutEffect(() => {
    if (model.focus) document.getElementById(model.focus.id)?.focus();
  }, [model.focus]);

  const { report, broken, view } = model;
  const isShown = report !== undefined && broken === undefined;
  const at = whyAt(view);
  useLayoutEffect(() => {
    if (isShown) performance.mark('five-whys-shown'); // for the test of how soon
  }, [isShown]);
  useEffect(() => {
    if (isShown) outbox.send({ type: 'looksAt', ...(at && { at }) });
  }, [outbox, isShown, at?.problem, at?.why]);

  const editable = report?.editable ?? false;
  const { held } = view;
  const findings = report?.findings ?? NO_FINDINGS;
  const page = useMemo(
    () => ({
      outbox,
      editable,
      held,
      findings,
      latest: () => latest.current,
      onTick: (id: string) => dispatch({ type: 'tickLink', id }),
    }),
    [outbox, editable, held, findings],
  );
  const show = (tab: Tab) => dispatch({ type: 'chooseTab', tab });

  return (
    <PageProvider value={page}>
      <div role="status" class="visually-hidden">
        {model.said}
      </div>
      {broken !== undefined && <BrokenNotice message={broken} />}
      {broken === undefined && report && (
        <>
          <Header analysis={report.analysis} seen={report.seen} />
          <main>
            {!editable && <ReadOnlyBanner />}
            <Tabs
              analysis={report.analysis}
              planned={report.plan?.actions.length ?? 0}
              current={view.tab}
              onChoose={show}
            />
            <div role="tabpanel" id={panelId} aria-labelledby={tabId(view.tab)} tabIndex={-1}>
              <Panel
                report={report}
                tab={view.tab}
                why={typeof view.tab === 'number' ? view.whys[view.tab] : undefined}
                onChoose={(problem, why) => dispatch({ type: 'chooseWhy', problem, why })}
              />
            </div>
            {model.removed !== undefined && editable && (
              <RemovedNotice what={model.removed} onDone={() => dispatch({ type: 'forgetRemoved' })} />
            )}
          </main>
        </>
      )}
    </PageProvider>
  );
}

const NO_FINDINGS: readonly Finding[] = [];

interface PanelProps {
  readonly report: Show;
  readonly tab: Tab;
  readonly why: string | undefined;
  readonly onChoose: (problem: number, why: string) => void;
}

function Panel({ report: { analysis, seen, plan }, tab, why, onChoose }: PanelProps) {
  if (tab === 'steps') return <NextSteps problems={analysis.problems} planned={plan?.actions ?? []} />;
  if (tab === 'verification') return <VerificationPage analysis={analysis} plan={plan} />;
  if (tab === 'facts') return <FactsPage analysis={analysis} plan={plan} />;
  const problem = analysis.problems[tab];
  if (!problem) return <EmptyNotice />;
  return (
    <ProblemPage
      key={tab}
      problems={analysis.problems}
      problem={problem}
      index={tab}
      seen={seen[tab] ?? null}
      chosen={why}
      onChoose={(label, other = tab) => onChoose(other, label)}
    />
  );
}
