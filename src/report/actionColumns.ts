import type { Action } from '../whys/analysis';

/** The columns of a table of next steps, in the order in which a new one has them. */
export const ACTION_COLUMNS: readonly (readonly [keyof Action, string])[] = [
  ['priority', 'Priority'],
  ['type', 'Type'],
  ['action', 'Action'],
  ['location', 'Location'],
  ['owner', 'Owner'],
  ['due', 'Due'],
  ['state', 'State'],
  ['verifiedBy', 'Verified by'],
];

/** Which column of a table holds what, from 0, by the names at their heads: ours, else those that others give. */
export function actionColumns(heads: readonly string[]): Map<keyof Action, number> {
  const names = heads.map((head) => head.replace(/[*_`]/g, '').replace(/\s+/g, ' ').trim().toLowerCase());
  const columns = new Map<keyof Action, number>();
  const taken = new Set<number>();
  const take = (key: keyof Action, index: number) => {
    if (index < 0 || columns.has(key) || taken.has(index)) return;
    columns.set(key, index);
    taken.add(index);
  };
  for (const [key, title] of ACTION_COLUMNS) take(key, names.indexOf(title.toLowerCase()));
  for (const [key, name] of OTHER_NAMES)
    take(
      key,
      names.findIndex((head, index) => !taken.has(index) && name.test(head)),
    );
  // Beside who and when the first column that is no number says what.
  const isPlan = columns.has('owner') || columns.has('due');
  if (isPlan)
    take(
      'action',
      names.findIndex((head, index) => !taken.has(index) && !NUMBERS.test(head)),
    );
  return columns;
}

const NUMBERS = /^(?:#|id|key|nr\.?|no\.?|n[º°]|number|ticket|issue|bug|jira|link)?$/;

const OTHER_NAMES: readonly (readonly [keyof Action, RegExp])[] = [
  [
    'action',
    /^(?:(?:corrective |preventive |follow-?up |action )?(?:actions?|action items?|items?|tasks?|measures?)|action point|what|to-?dos?|fix(?:es)?|remediation|recommendation|maßnahmen?|aufgabe|mesures?|acci[oó]n(?:es)?|aç(?:ão|ões)|tarea|tarefa|azion[ei]|actie|åtgärd|tiltak|対策|アクション|措施|行动|조치|мера|действие)$/,
  ],
  ['action', /^(?:description|summary|details|beschreibung|descripci[oó]n|descrição|説明|描述)$/],
  ['priority', /^(?:prio|urgency|prioridade?|priorit(?:ät|é|à|eit)|優先度|优先级|우선순위|приоритет)$/],
  ['type', /^(?:kind|category|typ|tipo|kategorie)$/],
  ['location', /^(?:where|file|place|ort)$/],
  [
    'owner',
    /^(?:owners|assignees?|assigned(?: to)?|responsible|who|dri|team|lead|verantwortlich(?:er?)?|zuständig|wer|responsables?|responsável|responsabile|eigenaar|ansvarig|担当者?|负责人|담당자?|ответственный)$/,
  ],
  [
    'due',
    /^(?:due ?date|due by|deadline|when|by(?: when)?|target(?: date)?|eta|fällig(?: am)?|fälligkeit|bis|termin|wann|échéance|fecha(?: límite)?|prazo|scadenza|期限|截止日期|기한|срок)$/,
  ],
  ['state', /^(?:status|progress|état|estado|stato|статус|状態|状态|상태|zustand)$/],
  ['verifiedBy', /^(?:verification|validation|how (?:verified|to verify)|proof|nachweis)$/],
];
