import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Analysis, Problem } from '../whys/analysis';
import { criteriaIn } from '../whys/criteria';
import { IconButton } from './buttons';
import { ADD_PROBLEM } from './notices';
import { plainText } from './inlineParts';
import { usePage } from './pageContext';
import type { Tab } from './view';

interface TabsProps {
  readonly analysis: Analysis;
  /** How many actions the report has in a form of its own. */
  readonly planned: number;
  readonly current: Tab;
  readonly onChoose: (tab: Tab) => void;
}

export const panelId = 'panel';

export function tabId(tab: Tab): string {
  return `tab-${tab}`;
}

/** A tab per problem, then the ones for the whole report. Arrow keys go from tab to tab. */
export function Tabs({ analysis, planned, current, onChoose }: TabsProps) {
  const { outbox, editable } = usePage();
  const { problems } = analysis;
  const steps = problems.reduce((sum, { actions }) => sum + actions.length, planned);
  const tabs: Tab[] = [...(problems.length > 0 ? problems.keys() : [0]), 'steps', 'verification', 'facts'];

  const onKeyDown = (event: KeyboardEvent) => {
    const target = tabAfter(tabs, current, event.key);
    if (target === undefined) return;
    event.preventDefault();
    onChoose(target);
    document.getElementById(tabId(target))?.focus();
  };
  const common = { current, onChoose };

  return (
    <div class="tabs">
      <div role="tablist" aria-label="Parts of the report" onKeyDown={onKeyDown}>
        <div class="problem-tabs">
          {problems.map((problem, index) => (
            <TabButton key={index} tab={index} {...common}>
              <span class="number">{index + 1}</span>
              <span class="name">{plainText(problem.title) || 'Untitled problem'}</span>
              <Answered problem={problem} />
            </TabButton>
          ))}
          {problems.length === 0 && (
            <TabButton tab={0} {...common}>
              Problems
            </TabButton>
          )}
        </div>
        <TabButton tab="steps" {...common}>
          Next Steps <span class="count">{steps}</span>
        </TabButton>
        <TabButton tab="verification" {...common}>
          Verification <Met analysis={analysis} />
        </TabButton>
        <TabButton tab="facts" {...common}>
          Facts
        </TabButton>
      </div>
      {editable && problems.length > 0 && (
        <IconButton icon="add" label="Add a problem" onClick={() => outbox.change(ADD_PROBLEM)} />
      )}
    </div>
  );
}

interface TabButtonProps extends Omit<TabsProps, 'analysis' | 'planned'> {
  readonly tab: Tab;
  readonly children: ComponentChildren;
}

function TabButton({ tab, current, onChoose, children }: TabButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const selected = tab === current;
  useLayoutEffect(() => {
    if (selected) button.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected]);
  return (
    <button
      type="button"
      role="tab"
      id={tabId(tab)}
      ref={button}
      aria-selected={selected}
      aria-controls={panelId}
      tabIndex={selected ? 0 : -1}
      onClick={() => onChoose(tab)}
    >
      {children}
    </button>
  );
}

function Answered({ problem: { whys } }: { readonly problem: Problem }) {
  const answered = whys.filter(({ answer }) => answer).length;
  if (whys.length === 0) return null;
  return (
    <span class="count">
      <span aria-hidden="true">
        {answered}/{whys.length}
      </span>
      <span class="visually-hidden">
        , {answered} of {whys.length} answered
      </span>
    </span>
  );
}

/** How many criteria are met, where there are any. */
function Met({ analysis }: { readonly analysis: Analysis }) {
  const all = [
    ...(analysis.criteria ?? []),
    ...analysis.problems.flatMap(({ verification }) => criteriaIn(verification)),
  ];
  const met = all.filter(({ isMet }) => isMet).length;
  if (all.length === 0) return null;
  return (
    <span class="count">
      <span aria-hidden="true">
        {met}/{all.length}
      </span>
      <span class="visually-hidden">
        , {met} of {all.length} criteria met
      </span>
    </span>
  );
}

function tabAfter(tabs: readonly Tab[], current: Tab, key: string): Tab | undefined {
  const place = tabs.indexOf(current);
  switch (key) {
    case 'ArrowRight':
      return tabs[(place + 1) % tabs.length];
    case 'ArrowLeft':
      return tabs.at(place - 1);
    case 'Home':
      return tabs[0];
    case 'End':
      return tabs.at(-1);
    default:
      return undefined;
  }
}
