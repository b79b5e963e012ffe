import type { Analysis, Field } from '../whys/analysis';
import type { Change } from '../whys/change';
import type { ShownPlan } from '../whys/plan';
import { plainText } from './inlineParts';
import { Listed } from './planned';
import { usePage } from './pageContext';
import { TextField } from './textField';

interface FactsPageProps {
  readonly analysis: Analysis;
  readonly plan: ShownPlan | undefined;
}

/** What is known of the report and of each problem, as forms. */
export function FactsPage({ analysis, plan }: FactsPageProps) {
  const { editable } = usePage();
  const forms = (fields: readonly Field[], names: readonly string[]) =>
    editable ? withNames(fields, names) : fields;
  return (
    <div class="facts">
      <h2 class="visually-hidden">Facts</h2>
      <section aria-labelledby="facts-of-report">
        <h3 id="facts-of-report">Report</h3>
        <Fields
          fields={forms(analysis.header, HEADER_NAMES)}
          change={(name, value) => ({ type: 'setHeader', name, value })}
        />
        <TextField
          label="Summary"
          multiline
          placeholder="What happened, in a few sentences."
          value={analysis.summary}
          change={(summary) => ({ type: 'setSummary', summary })}
        />
      </section>
      {analysis.problems.map((problem, index) => (
        <section key={index} aria-labelledby={`facts-of-${index}`}>
          <h3 id={`facts-of-${index}`}>
            <span class="number">{index + 1}</span> {plainText(problem.title) || 'Untitled problem'}
          </h3>
          <Fields
            wide
            fields={forms(problem.facts, FACT_NAMES)}
            change={(name, value) => ({ type: 'setFact', problem: index, name, value })}
          />
        </section>
      ))}
      <Listed title="Affected components" texts={plan?.components.map(({ text }) => text) ?? []} />
      <Listed title="Affected endpoints" texts={plan?.endpoints.map(({ text }) => `\`${text}\``) ?? []} />
    </div>
  );
}

const HEADER_NAMES = ['Date', 'Environment', 'Service', 'Revision', 'Severity', 'Status'];
const FACT_NAMES = ['Error', 'Frequency', 'Impact', 'Location'];

interface FieldsProps {
  readonly fields: readonly Field[];
  /** For values that are long. */
  readonly wide?: boolean;
  readonly change: (name: string, value: string) => Change;
}

function Fields({ fields, wide = false, change }: FieldsProps) {
  return (
    <div class={wide ? 'fields wide' : 'fields'}>
      {fields.map(({ name, value }, place) => (
        <TextField
          key={`${place} ${name}`}
          label={name}
          spellcheck={false}
          value={value}
          change={(text) => change(name, text)}
        />
      ))}
    </div>
  );
}

/**
 * The usual fields, empty where the report has none, then the others that stand there. Where a report says it by another name,
 * such as `Error Message`, the usual one is not asked for.
 */
function withNames(fields: readonly Field[], names: readonly string[]): Field[] {
  const isNamed = (name: string) => (field: Field) => field.name.toLowerCase() === name.toLowerCase();
  const speaksOf = (name: string) => (field: Field) =>
    field.name.toLowerCase().split(/\W+/).includes(name.toLowerCase());
  const usual = names.flatMap((name) => {
    const field = fields.find(isNamed(name));
    if (field) return field;
    return fields.some(speaksOf(name)) ? [] : { name, value: '' };
  });
  return [...usual, ...fields.filter((field) => !usual.includes(field))];
}
