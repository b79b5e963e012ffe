import { WHY_STATES, type RootCause, type Why } from '../whys/analysis';
import { cleanLine, cleanWouldShow } from '../whys/clean';
import { parseLabel } from '../whys/labels';
import type { Footnote } from './footnotes';
import type { Range } from './lines';
import type { FoundChain, FoundWhy } from './otherWhy';
import type { Chain, RootCauseRange, WhyList, WhyRange } from './ranges';
import { nowhere, type FoundRootCause } from './readRootCauses';
import { readAnswer, readEvidence } from './readWhyList';
import { UniqueLabels } from './uniqueLabels';
import type { WhyHead } from './whyLabel';

/** The whys and root causes of a problem, each with where it stands. */
export interface ReadWhys {
  readonly whys: readonly Why[];
  readonly rootCauses: readonly RootCause[];
  readonly whyRanges: readonly WhyRange[];
  readonly rootCauseRanges: readonly RootCauseRange[];
  readonly chains: readonly Chain[];
}

/** Takes whys as they are found in a file, and gives each its label. */
export class FoundWhys implements ReadWhys {
  readonly whys: Why[] = [];
  readonly rootCauses: RootCause[] = [];
  readonly whyRanges: WhyRange[] = [];
  readonly rootCauseRanges: RootCauseRange[] = [];
  readonly chains: Chain[] = [];
  /** Whether whys without a name ask why it was not caught. */
  isDetection = false;
  private readonly labels = new UniqueLabels();
  private readonly counts = { cause: 0, detection: 0 };

  constructor(
    private readonly markdown: string,
    private readonly footnotes: ReadonlyMap<string, Footnote>,
  ) {}

  addOwn(head: WhyHead, list: WhyList | undefined): void {
    const label = this.unique(head.why.label);
    const whole = { start: head.label.start, end: list?.end ?? head.text.end };
    this.whys.push({ label, and: head.why.and, ...readWhy(this.markdown, head, list, this.footnotes) });
    this.whyRanges.push({
      form: 'own',
      label,
      head,
      number: head.number,
      list,
      whole,
    });
    // Of one line alone what stands around it decides what it says.
    if (!list) this.chains.push({ whole, whys: [this.whys.length - 1], rootCauses: [] });
  }

  addChain(chain: FoundChain | undefined): void {
    if (!chain || chain.whys.length === 0) return;
    const whys = chain.whys.map((why) => this.addOther(why));
    const rootCauses = chain.rootCauses.map((slot) => {
      this.addRootCause({ cause: { text: cleanLine(slot.text) }, range: nowhere(slot.range) });
      return this.rootCauses.length - 1;
    });
    this.chains.push({ whole: chain.whole, whys, rootCauses });
  }

  /** Adds a why and gives back its index. */
  private addOther(why: FoundWhy): number {
    const next = this.isDetection ? `caught ${this.counts.detection + 1}` : `${this.counts.cause + 1}`;
    const label = this.unique(why.named?.label ?? next);
    const state = cleanLine(why.state?.text ?? '').toLowerCase();
    this.whys.push({
      label,
      and: why.named?.and ?? false,
      question: cleanLine(why.question?.text ?? ''),
      answer: why.answer?.text ?? '',
      state: WHY_STATES.find((known) => known === state) ?? 'possible',
      evidence: why.evidence?.map(({ evidence }) => evidence) ?? [],
      ...cleanWouldShow(why.wouldShow?.text),
    });
    this.whyRanges.push({
      form: 'other',
      label,
      number: why.number,
      question: why.question,
      answer: why.answer,
      state: why.state,
      wouldShow: why.wouldShow,
      evidence: why.evidence ?? [],
      whole: why.whole,
      more: why.more,
      heading: why.heading,
    });
    if (why.rootCause) {
      const { range, text } = why.rootCause;
      this.addRootCause({ cause: { why: label, text: cleanLine(text) }, range: nowhere(range, label) });
    }
    return this.whys.length - 1;
  }

  private unique(wanted: string): string {
    const label = this.labels.add(wanted);
    this.counts[parseLabel(label)?.branch ?? 'cause']++;
    return label;
  }

  addRootCause({ cause, range }: FoundRootCause): void {
    if (!cause.text) return;
    this.rootCauses.push(cause);
    this.rootCauseRanges.push(range);
  }
}

function readWhy(
  markdown: string,
  head: WhyHead,
  list: WhyList | undefined,
  footnotes: ReadonlyMap<string, Footnote>,
): Omit<Why, 'label' | 'and'> {
  const text = cleanLine(slice(markdown, head.text));
  if (!list) {
    // Alone on its line it is a statement, which answers, unless it asks.
    const asks = text.endsWith('?');
    return { question: asks ? text : '', answer: asks ? '' : text, state: 'possible', evidence: [] };
  }
  const state = cleanLine(list.state ? slice(markdown, list.state.text) : '').toLowerCase();
  return {
    question: text,
    answer: list.answer ? readAnswer(markdown, list.answer) : '',
    state: WHY_STATES.find((known) => known === state) ?? 'possible',
    evidence: list.evidence.map((item) => readEvidence(markdown, item, footnotes)),
    ...(list.wouldShow && cleanWouldShow(readAnswer(markdown, list.wouldShow))),
  };
}

function slice(markdown: string, { start, end }: Range): string {
  return markdown.slice(start, end);
}
