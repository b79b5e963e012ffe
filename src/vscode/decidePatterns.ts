import * as vscode from 'vscode';
import type { MutingAnswers, PatternRef, Selection } from '../commands';
import { isDay } from '../decisions/read';
import { merge, mute, split, unmerge, unmute } from '../decisions/edit';
import { UserError } from '../errors';
import { counted, countText } from '../logs/countText';
import { SPLITS, type SplitBy } from '../logs/grouping';
import { newestRevision, type Mute } from '../logs/mute';
import type { Pattern } from '../logs/pattern';
import { isMerged, usefulSplits } from '../logs/splits';
import type { PatternsView } from './patternsView';
import type { PulledLogs } from './pulledLogs';
import type { TeamDecisions } from './teamDecisions';

/** What decisions about patterns are made with. */
export interface DecisionParts {
  readonly logs: PulledLogs;
  readonly decisions: TeamDecisions;
  readonly patternsView: PatternsView;
}

/** Makes the selected patterns one; where it is one alone, asks which others are the same error. */
export async function mergePatterns(
  { logs, decisions, patternsView }: DecisionParts,
  clicked: PatternRef | undefined,
  selected: readonly PatternRef[] | undefined,
): Promise<void> {
  const refs = selected ?? (clicked ? [clicked] : patternsView.selected);
  const chosen = distinct(refs.flatMap(({ pattern }) => logs.get(pattern) ?? []));
  const [first] = chosen;
  const more = chosen.length > 1 ? [] : await pickOthers(logs.patterns, first);
  if (!more) return;
  const all = distinct([...chosen, ...more]);
  if (all.length < 2) throw new UserError('It takes two patterns to merge. Select another one too.');
  await decisions.decide(merge(all.map(({ key }) => key)), `Merged ${counted(all.length, 'pattern')}`);
}

/** Makes one pattern several: asks by what, of all that would make a difference. */
export async function splitPattern(
  parts: DecisionParts,
  clicked: PatternRef | undefined,
  by: SplitBy | Selection | undefined,
): Promise<void> {
  const pattern = await patternOf(parts, clicked, 'Split Pattern');
  if (!pattern) return;
  const { decisions } = parts;
  const given = typeof by === 'string' ? SPLITS.find((split) => split === by) : undefined;
  const answer = given ?? (await askSplit(pattern, decisions));
  if (!answer) return;
  if (answer === 'unmerge') {
    await decisions.decide(unmerge(pattern.keys), 'Took a merged pattern apart');
    return;
  }
  await decisions.decide(split(pattern.keys, answer), `Split “${shortTitle(pattern)}” by ${answer}`);
}

/** Hides a pattern, with a reason and, if wished, an end. */
export async function mutePattern(
  parts: DecisionParts,
  clicked: PatternRef | undefined,
  given: MutingAnswers | Selection | undefined,
): Promise<void> {
  const pattern = await patternOf(parts, clicked, 'Mute Pattern');
  if (!pattern) return;
  const answers = isMutingAnswers(given) ? given : await askMuting(pattern);
  if (!answers) return;
  const { reason, until } = answers;
  if (until !== undefined && !isDay(until)) throw new UserError(`${until} is no day such as 2026-12-01.`);
  const revision = newestRevision(pattern.revisions);
  const decision: Mute = {
    pattern: pattern.key,
    reason,
    ...(until !== undefined && { until }),
    ...(revision !== undefined && { revision }),
    title: pattern.title,
  };
  const end = until === undefined ? '' : ` until ${until}`;
  await parts.decisions.decide(mute(decision, pattern.keys), `Muted “${shortTitle(pattern)}”${end}`);
}

export async function unmutePattern(parts: DecisionParts, clicked: PatternRef | undefined): Promise<void> {
  const { decisions } = parts;
  await decisions.load();
  const muted = new Set(decisions.current.muted.map(({ pattern }) => pattern));
  const isMuted = ({ keys }: Pattern) => keys.some((key) => muted.has(key));
  const pattern = await patternOf(parts, clicked, 'Unmute Pattern', isMuted);
  if (!pattern) return;
  await decisions.decide(unmute(pattern.keys), `Unmuted “${shortTitle(pattern)}”`);
}

/** The pattern that a command was called on, or the one that is selected; else the user is asked. */
async function patternOf(
  { logs, patternsView }: DecisionParts,
  clicked: PatternRef | undefined,
  title: string,
  isMeant: (pattern: Pattern) => boolean = () => true,
): Promise<Pattern | undefined> {
  const ref = clicked ?? patternsView.selected[0];
  const pattern = ref && logs.get(ref.pattern);
  if (clicked && !pattern) {
    throw new UserError('This error is not in the logs that are loaded now. Pull the logs again.');
  }
  if (pattern && isMeant(pattern)) return pattern;
  const choices = logs.patterns.filter(isMeant);
  if (choices.length === 0) throw new UserError('There is no such pattern in the logs that are loaded now.');
  const picked = await vscode.window.showQuickPick(choices.map(choiceOf), {
    title,
    matchOnDescription: true,
  });
  return picked?.pattern;
}

interface Choice extends vscode.QuickPickItem {
  readonly pattern: Pattern;
}

function choiceOf(pattern: Pattern): Choice {
  const services = pattern.services.join(', ');
  const count = `${countText(pattern.count, pattern.isExact)} ×`;
  return { label: pattern.title, description: services ? `${count} · ${services}` : count, pattern };
}

async function pickOthers(
  patterns: readonly Pattern[],
  first: Pattern | undefined,
): Promise<readonly Pattern[] | undefined> {
  const others = patterns.filter((pattern) => pattern !== first);
  const picked = await vscode.window.showQuickPick(others.map(choiceOf), {
    title: first ? `Merge “${shortTitle(first)}” With` : 'Merge Patterns',
    placeHolder: first ? 'Which others are the same error?' : 'Which of them are the same error?',
    canPickMany: true,
    matchOnDescription: true,
  });
  return picked?.map(({ pattern }) => pattern);
}

const SPLIT_TEXTS: Record<SplitBy | 'unmerge', readonly [label: string, detail: string]> = {
  unmerge: ['$(discard) Take the merge apart', 'The patterns are what they were before they were merged.'],
  message: ['$(comment) By message', 'The same stack with another message is another pattern.'],
  words: ['$(symbol-string) By words', 'Messages that differ in a word are different patterns.'],
  service: ['$(server) By service', 'Each service has its own pattern.'],
  request: ['$(globe) By request', 'Each method and route has its own pattern.'],
};

async function askSplit(
  pattern: Pattern,
  decisions: TeamDecisions,
): Promise<SplitBy | 'unmerge' | undefined> {
  await decisions.load();
  const { current } = decisions;
  const ways = [
    ...(isMerged(pattern, current) ? ['unmerge' as const] : []),
    ...usefulSplits(pattern, current),
  ];
  if (ways.length === 0) {
    void vscode.window.showInformationMessage(
      'All entries of this pattern that are known have the same message, service and request: nothing would be split.',
    );
    return undefined;
  }
  const items = ways.map((way) => ({ label: SPLIT_TEXTS[way][0], detail: SPLIT_TEXTS[way][1], way }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Split Pattern',
    placeHolder: 'What tells the errors in it apart?',
  });
  return picked?.way;
}

async function askMuting(pattern: Pattern): Promise<MutingAnswers | undefined> {
  const reason = await vscode.window.showInputBox({
    title: `Mute “${shortTitle(pattern)}”`,
    prompt: 'Why need nobody look at it? The team reads this.',
    placeHolder: 'Known, waits for the database upgrade',
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? 'Give a reason in a few words.' : undefined),
  });
  if (reason === undefined) return undefined;
  const end = await askEnd();
  return end && { reason: reason.trim(), ...end };
}

/** @returns no `until` for never; undefined when the user changed their mind */
async function askEnd(): Promise<{ readonly until?: string } | undefined> {
  const items = [
    {
      label: 'Never',
      detail: 'It stays muted until someone unmutes it, or a newer revision has it.',
      days: 0,
    },
    { label: 'In 1 week', description: dayIn(7), days: 7 },
    { label: 'In 1 month', description: dayIn(30), days: 30 },
    { label: 'On a day…', days: undefined },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Mute Pattern',
    placeHolder: 'When is it shown again?',
    ignoreFocusOut: true,
  });
  if (!picked) return undefined;
  if (picked.days === 0) return {};
  if (picked.days !== undefined) return { until: dayIn(picked.days) };
  const today = dayIn(0);
  const until = await vscode.window.showInputBox({
    title: 'Mute Pattern',
    prompt: 'The day on which it is shown again',
    value: dayIn(14),
    ignoreFocusOut: true,
    validateInput: (value) =>
      isDay(value.trim()) && value.trim() > today ? undefined : 'A day to come, such as 2026-12-01.',
  });
  return until === undefined ? undefined : { until: until.trim() };
}

/** The day in so many days, in UTC. */
function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

function isMutingAnswers(given: MutingAnswers | Selection | undefined): given is MutingAnswers {
  return typeof given === 'object' && 'reason' in given;
}

function distinct(patterns: readonly Pattern[]): Pattern[] {
  return [...new Map(patterns.map((pattern) => [pattern.key, pattern])).values()];
}

function shortTitle({ title }: Pattern): string {
  return title.length > 60 ? `${title.slice(0, 59)}…` : title;
}
