import type { PlannedAction } from '../whys/plan';
import type { Block } from './blocks';
import { labelAndText, plain, readDetails } from './details';
import { linesIn } from './lines';
import { markAt, withoutMarks, type Mark } from './mark';
import { readActions } from './readActions';
import { beforeHeading, headingText, type Section } from './sections';
import { withoutDetails } from './inlineDetails';
import { paragraphOf } from './whySegments';

/** What the headings above say of the actions below them. */
interface Urgency {
  readonly priority: string;
  readonly horizon: string;
}

/** Whether a heading announces actions: `Action Items`, `Immediate Fixes`, `Recommendations`; not what checks or undoes them. */
export function announcesActions(heading: string): boolean {
  const text = heading.replace(/\([^()]{0,80}\)/g, '');
  return ACTIONS.test(text) && !isOtherPart(text) && !/[?？]\W{0,4}$/.test(text);
}

/** Whether a heading is of a part that holds no actions though it stands among them. */
export function isOtherPart(heading: string): boolean {
  return OTHER_PARTS.test(heading);
}

/**
 * The actions right below a heading: rows of a table, items of lists, or the section as one, `Fix #1: …`.
 * @param above texts of the headings above it, outermost first, its own last
 */
export function actionsUnder(
  markdown: string,
  { heading, body }: Section,
  above: readonly string[],
): PlannedAction[] {
  const blocks = beforeHeading(body);
  const text = headingText(markdown, heading);
  const urgency = urgencyOf(above);
  const single = singleAction(text);
  if (!single)
    return [...tableActions(markdown, blocks, urgency), ...listedActions(markdown, blocks, urgency)];
  const { what, rest, ...details } = readDetails(markdown, blocks);
  const mark = markAt(text)?.mark;
  return [
    {
      ...urgency,
      ...details,
      name: single.name,
      title: single.title,
      location: details.location || fileInCode(blocks),
      state: details.state || stateOf(mark),
      steps: [what, ...rest].filter(Boolean),
      at: { start: heading.start, end: blocks.at(-1)?.end ?? heading.end },
    },
  ];
}

/** The file that a comment at the top of a block of code names: `# File: app/core/auth.py`. */
function fileInCode(blocks: readonly Block[]): string {
  const comment = /^\s{0,8}(?:#|\/\/|--|<!--) ?file(?:name)?: ?(\S{1,300})/i;
  const files = blocks.flatMap(({ type, value }) =>
    type === 'code' ? (comment.exec(value)?.[1] ?? []) : [],
  );
  return files[0] ?? '';
}

/** The actions in lists below a label that announces them: `**Immediate Fix Required:**`. */
export function labelledActions(markdown: string, blocks: readonly Block[]): PlannedAction[] {
  return blocks.flatMap((block, index) => {
    const before = blocks[index - 1];
    if (block.type !== 'list' || before?.type !== 'paragraph') return [];
    const label = linesIn(markdown, before).at(-1);
    const text = label ? markdown.slice(label.start, label.end).trim() : '';
    if (!/[:：][*_]{0,3}$/.test(text) || text.length > 100 || !announcesActions(text)) return [];
    return located(listedActions(markdown, [block], { priority: '', horizon: '' }));
  });
}

/** Actions without the items among them that only say where: that is where the others are. */
function located(actions: readonly PlannedAction[]): readonly PlannedAction[] {
  const isPlace = ({ title }: PlannedAction) => /^(?:locations?|files?|where): /i.test(title);
  const others = actions.filter((action) => !isPlace(action));
  if (others.length === 0) return actions;
  const places = actions.filter(isPlace).map(({ location, title }) => location || title);
  return others.map((action) => ({ ...action, location: action.location || places.join(', ') }));
}

const ACTIONS =
  /\b(?:actions?|action items?|fix(?:es)?|recommendations?|recommended|next steps?|prevent(?:ion|ive|ative)?|remediations?|mitigations?|counter-?measures?|corrective|improvements?|implementation plan|to[- ]?dos?|follow-?up (?:actions|items|tasks)|tasks|resolution plan|repair items?|nächste schritte|mesures|acciones|ações|azioni|acties|tiltak)\b|maßnahmen|åtgärder|działania|対策|再発防止|アクション|措施|行动|조치|меры|действия/i;

const OTHER_PARTS =
  /\b(?:verif\w*|validat\w*|tests?|testing|rollback|roll back|monitor\w*|alert\w*|escalat\w*|criteria|success|evidence|timeline|sequence|lessons|risks?|taken|current state)\b/i;

function tableActions(markdown: string, blocks: readonly Block[], urgency: Urgency): PlannedAction[] {
  return blocks.flatMap((block) => {
    const { actions, table } = readActions(markdown, [block]);
    return actions.map(({ priority, action, location, owner, due, state, verifiedBy }, index) => ({
      ...urgency,
      location,
      owner,
      due,
      state,
      verifiedBy,
      priority: priority || urgency.priority,
      name: '',
      title: plain(action),
      estimate: '',
      effect: '',
      steps: [],
      at: table?.rows[index] ?? block,
    }));
  });
}

function listedActions(markdown: string, blocks: readonly Block[], urgency: Urgency): PlannedAction[] {
  return blocks.flatMap((block, index) => {
    const caption = blocks[index - 1];
    const near = caption ? urgencyBy(captionOf(markdown, caption), urgency) : urgency;
    return itemsOf(markdown, block).flatMap((item) => listedAction(markdown, item, near) ?? []);
  });
}

/** The items of a list, or the lines of a paragraph that each begin with a mark. */
function itemsOf(markdown: string, block: Block): readonly Block[] {
  if (block.type === 'list') return block.children;
  if (block.type !== 'paragraph') return [];
  const lines = linesIn(markdown, block);
  const isAction = lines.every(({ start, end }) => {
    const text = markdown.slice(start, end);
    return isDoneOrOpen(markAt(text)?.mark) || NUMBERED.test(text);
  });
  return isAction ? lines.map((line) => ({ ...paragraphOf(line), children: [paragraphOf(line)] })) : [];
}

/** `5.1 Review it` */
const NUMBERED = /^\s{0,3}\d{1,2}\.\d{1,2}[.)]?\s/;

function isDoneOrOpen(mark: Mark | undefined): boolean {
  return mark === 'done' || mark === 'open' || mark === 'in progress';
}

/** A short line above a list, in bold or with a colon: `**P0**`, `This week:`. */
function captionOf(markdown: string, { type, start, end }: Block): string {
  const text = type === 'paragraph' ? markdown.slice(start, Math.min(end, start + 80)) : '';
  return end - start < 60 && /^[*_]{2}[^\n]+[*_]{2}[:：]?$|[:：][*_]{0,3}$/.test(text) ? text : '';
}

function listedAction(markdown: string, item: Block, urgency: Urgency): PlannedAction | undefined {
  const [first, ...below] = item.children;
  if (first?.type !== 'paragraph') return undefined;
  const [line, ...lines] = linesIn(markdown, first);
  const text = line ? markdown.slice(line.start, line.end) : '';
  const further = lines.map(paragraphOf);
  const { what, rest, ...details } = readDetails(markdown, [...further, ...below]);
  const said = withoutMarks(text.replace(NUMBERED, ''));
  const inline = withoutDetails(said);
  const named = namedIn(inline.title);
  const own = labelAndText(said);
  const isPlace = /^location$/i.test(own.label);
  const title = plain(inline.title);
  if (!title) return undefined;
  return {
    ...urgency,
    ...details,
    name: '',
    title,
    priority: /^[*_[( ]{0,4}(P[0-5])\b/.exec(said)?.[1] ?? (inline.priority || urgency.priority),
    location: isPlace ? own.text : details.location,
    owner: details.owner || inline.owner || named.owner,
    due: details.due || inline.due || named.due,
    state: details.state || inline.state || stateOf(markAt(text)?.mark),
    steps: [what, ...rest].filter(Boolean),
    at: item,
  };
}

/** Who and when, where an item says so amid its line: `Ask @ada by 2025-02-01 for …`. */
function namedIn(text: string): { readonly owner: string; readonly due: string } {
  return {
    owner:
      /\b(?:owner|assignee|assigned to|responsible)\b ?[:=]? ?[*_]{0,2}([\p{L}@][\p{L}\p{N} .@_-]{0,40})/iu
        .exec(text)?.[1]
        ?.trim() ??
      /(?:^|[\s(])(@[\w-]{2,40})/.exec(text)?.[1] ??
      '',
    due:
      /\b(?:due|deadline|by) ?[:=]? ?[*_]{0,2}(\d{4}-\d{2}-\d{2}|\p{L}{3,9} \d{1,2}(?:, \d{4})?|(?:end of|next|this) \p{L}{3,9})/iu.exec(
        text,
      )?.[1] ?? '',
  };
}

function stateOf(mark: Mark | undefined): string {
  return mark === 'done' || mark === 'open' || mark === 'in progress' ? mark : '';
}

/** `Fix 1: Database Migration Check`, `Priority 1: Fix WebSocket`: a heading that is an action by itself. */
function singleAction(heading: string): { readonly name: string; readonly title: string } | undefined {
  const text = plain(withoutMarks(heading));
  const match =
    /^((?:fix|action|step|task|recommendation|priority|item|p) ?#?\d{1,3}) ?[:.)–—-] ?(.+)$/i.exec(text);
  const [, name = '', title = ''] = match ?? [];
  return match && !GENERIC.test(title) ? { name, title } : undefined;
}

/** Titles made of nothing but words that say how urgent something is. */
const GENERIC =
  /^(?:(?:immediate|immediately|short|medium|long|term|critical|high|low|urgent|fix|fixes|actions?|required|now|today|this|week|month|do|within|hours?|days?|priority|\d+|[-()&,/]) ?)+$/i;

/** Priority and time by the nearest heading that tells it. */
function urgencyOf(above: readonly string[]): Urgency {
  let urgency: Urgency = { priority: '', horizon: '' };
  for (const heading of above) urgency = urgencyBy(heading, urgency);
  return urgency;
}

function urgencyBy(heading: string, { priority, horizon }: Urgency): Urgency {
  const text = withoutMarks(heading);
  return { priority: priorityIn(text) || priority, horizon: horizonIn(text) || horizon };
}

function priorityIn(text: string): string {
  return (
    /\bP[0-5]\b/.exec(text)?.[0] ??
    /\bpriority[ :#]{0,2}\d\b/i.exec(text)?.[0] ??
    /\b(?:critical|high|medium|low|urgent)\b(?:[ -]priority)?(?!-term)/i.exec(
      text.replace(/\bmedium-term\b/i, ''),
    )?.[0] ??
    ''
  );
}

function horizonIn(text: string): string {
  return (
    /\d{1,3} ?[-–] ?\d{1,3} (?:minutes|hours|days|weeks|months)/i.exec(text)?.[0] ??
    /\bwithin (?:\d{1,3} )?(?:an? )?(?:hours?|days?|weeks?|months?)\b/i.exec(text)?.[0] ??
    /\b(?:this|next) (?:week|month|sprint|quarter)\b/i.exec(text)?.[0] ??
    /\b(?:immediate(?:ly)?|(?:short|medium|mid|long)[ -]term|do now|now|today)\b/i.exec(text)?.[0] ??
    ''
  );
}
