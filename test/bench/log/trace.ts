import { nth, NOUNS, VERBS } from './words';

/** Where an error was raised: an exception's type and the calls that led to it, outermost first. */
export interface Raised {
  readonly type: string;
  readonly calls: readonly Call[];
}

interface Call {
  /** Below the application's folder, without its ending: `contract/export`. */
  readonly file: string;
  readonly verb: string;
  readonly noun: string;
  readonly line: number;
}

/** Number `index` of the places where an exception of one of the `types` is raised; no two have the same calls. */
export function raised(index: number, types: readonly string[]): Raised {
  const depth = 1 + (index % 3);
  return { type: nth(types, index), calls: Array.from({ length: depth }, (_, at) => call(index, at)) };
}

function call(index: number, at: number): Call {
  // The first call tells the places apart: there are as many pairs of a verb and a noun as places, and more.
  const verb = nth(VERBS, index + at * 3);
  const noun = nth(NOUNS, index + Math.floor(index / VERBS.length) + at * 5);
  return {
    file: `${nth(NOUNS, index * 7 + at)}/${nth(VERBS, index * 11 + at)}`,
    verb,
    noun,
    line: 10 + ((index * 37 + at * 101) % 900),
  };
}

/**
 * Writes a stack as a runtime prints it. `moved`: by how many lines the code stands lower than at first, since it was
 * deployed anew. `again`: how often the innermost call was made once more by itself.
 */
export type WriteTrace = (raised: Raised, message: string, moved: number, again: number) => string;

/** CPython 3.11. */
export const pythonTrace: WriteTrace = ({ type, calls }, message, moved, again) => {
  const own = repeated(calls, again).map(
    ({ file, verb, noun, line }) =>
      `  File "/app/${file}.py", line ${line + moved}, in ${verb}_${noun}\n    ${noun} = await self.${verb}(${noun}_id)`,
  );
  const library =
    '  File "/usr/local/lib/python3.11/site-packages/tenacity/asyncio/__init__.py", line 111, in __call__\n    do = await self.iter(retry_state=retry_state)';
  const [outer = '', ...inner] = own;
  return ['Traceback (most recent call last):', outer, library, ...inner, `${type}: ${message}`].join('\n');
};

/** V8. */
export const nodeTrace: WriteTrace = ({ type, calls }, message, moved, again) => {
  const own = repeated(calls, again)
    .reverse()
    .map(
      ({ file, verb, noun, line }) =>
        `    at async ${capital(noun)}Service.${verb}${capital(noun)} (/srv/app/dist/${file}.js:${line + moved}:17)`,
    );
  const library = '    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)';
  return [`${type}: ${message}`, library, ...own].join('\n');
};

/** The JVM, with the exception that was thrown as the cause of another. */
export const javaTrace: WriteTrace = ({ type, calls }, message, moved, again) => {
  const own = repeated(calls, again)
    .reverse()
    .map(({ file, verb, noun, line }) => {
      const owner = `${capital(noun)}Service`;
      return `\tat com.example.${file.replaceAll('/', '.')}.${owner}.${verb}(${owner}.java:${line + moved})`;
    });
  const loop =
    '\tat java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1144)';
  const wrapper = 'org.springframework.core.task.TaskRejectedException: The task did not run to its end';
  const thread = '\tat java.base/java.lang.Thread.run(Thread.java:840)';
  return [wrapper, loop, thread, `Caused by: ${type}: ${message}`, ...own, '\t... 2 more'].join('\n');
};

function repeated(calls: readonly Call[], again: number): Call[] {
  const innermost = calls.slice(-1);
  return [...calls, ...Array.from({ length: again }, () => innermost).flat()];
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
