/**
 * A reader's accepted answers as one small package: sources as they were written, the same as JavaScript, tests with cases and right
 * answers, and a README. The page's button and `npm run yours` make the same files of the same answers.
 */
import { ChalkgradError } from '#framework';
import { Threw } from '../grader/assemble.ts';
import type { Exercise } from '../grader/Exercise.ts';
import { Given, type Value } from '../grader/sandbox/values.ts';
import { capstoneParts } from './capstoneParts.ts';

/** An accepted answer and the exercise it answers. */
export interface Accepted {
  readonly exercise: Exercise;
  readonly title: string;
  /** TypeScript as it was written. */
  readonly source: string;
  /** What it takes the place of; '' where nothing. */
  readonly place: string;
}

/** What differs between the page and the terminal. */
export interface PackageTools {
  /** TypeScript to JavaScript. Errors: it does not parse. */
  readonly javascript: (source: string, name: string) => Promise<string>;
  /** The framework as one module. */
  readonly framework: () => Promise<string>;
}

/** A trained network that goes along: what its files are called, and which step it stands before. */
export interface Trained {
  readonly weights: string;
  readonly page: string;
  readonly step: number;
}

/** The seed of the cases that stand in the tests: the same for everybody. */
const SEED = 1;
const packed: readonly Exercise['kind'][] = ['function', 'bytes', 'class', 'framework'];

/** Choices and tests are answers, too, but no parts. */
export const canBePacked = ({ kind }: Exercise): boolean => packed.includes(kind);

const camel = (slug: string): string => slug.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/**
 * The files of the package by path.
 *
 * Errors: no answer that can be packed.
 */
export async function answerPackage(
  answers: readonly Accepted[],
  tools: PackageTools,
  trained: Trained | null = null,
): Promise<ReadonlyMap<string, string>> {
  const parts = answers.filter(({ exercise }) => canBePacked(exercise));
  if (parts.length === 0)
    throw new ChalkgradError('there is no accepted answer to pack', 'solve an exercise whose answer is code first.');
  const files = new Map<string, string>();
  const slugs = parts.map(({ exercise }) => exercise.slug).sort();
  const needsFramework = parts.some(
    ({ exercise }) => exercise.framework || exercise.sources.given.includes("'#framework'"),
  );
  files.set('README.md', readme(parts, needsFramework, trained));
  files.set('package.json', manifest(needsFramework));
  files.set('parts.json', inventory(parts));
  files.set('lib/index.js', slugs.map((slug) => `export * as ${camel(slug)} from './${slug}.js';\n`).join(''));
  files.set('test/asking.js', asking);
  if (needsFramework) files.set('framework/chalkgrad.js', await tools.framework());
  for (const { exercise, source } of parts) {
    const { slug, sources } = exercise;
    files.set(`src/${slug}.ts`, source);
    files.set(`lib/${slug}.js`, await tools.javascript(source, slug));
    if (sources.given !== '')
      files.set(`test/given/${slug}.js`, await tools.javascript(sources.given, `${slug}/given.ts`));
    files.set(`test/${slug}.test.js`, testOf(exercise));
  }
  return files;
}

const manifest = (needsFramework: boolean): string =>
  `${JSON.stringify(
    {
      name: 'my-chalkgrad',
      version: '1.0.0',
      private: true,
      type: 'module',
      exports: { '.': './lib/index.js', './*': './lib/*.js' },
      ...(needsFramework ? { imports: { '#framework': './framework/chalkgrad.js' } } : {}),
      scripts: { test: 'node --test' },
      engines: { node: '>=20' },
    },
    null,
    2,
  )}\n`;

/** What is whose, for programs: of the capstone's parts, those that are not here are still ours. Everything here was accepted, which is full marks. */
function inventory(parts: readonly Accepted[]): string {
  const yours = parts.map(({ exercise: { slug, plan, points }, title, place }) => ({
    part: slug,
    exercise: title,
    exports: plan.names,
    ...(place === '' ? {} : { inPlaceOf: place }),
    points: Object.values(points).reduce((sum, worth) => sum + worth, 0),
    source: `src/${slug}.ts`,
  }));
  const have = new Set(yours.map(({ part }) => part));
  return `${JSON.stringify({ yours, ours: Object.keys(capstoneParts).filter((slug) => !have.has(slug)) }, null, 2)}\n`;
}

function readme(parts: readonly Accepted[], needsFramework: boolean, trained: Trained | null): string {
  const rows = parts.map(
    ({ exercise, title, place }) =>
      `| \`${camel(exercise.slug)}\` | ${title} | ${place === '' ? '' : `\`${place}\``} | [src/${exercise.slug}.ts](src/${exercise.slug}.ts) |`,
  );
  const example = parts[0]!.exercise;
  return `# My Chalkgrad

Parts of a deep-learning framework that I wrote myself, each accepted by the course's grader.

| export | exercise | stands in the place of | source |
|--|--|--|--|
${rows.join('\n')}

Use them:

\`\`\`js
import { ${camel(example.slug)} } from 'my-chalkgrad';
${camel(example.slug)}.${example.plan.names[0]};
\`\`\`

Test them: \`npm test\`. It needs Node 20 or later and nothing else. Each test asks the part the questions of its exercise, with the right
answers written beside them.

\`parts.json\` says what is mine, and which parts of the capstone are not yet. \`src/\` holds the answers as they were written, in TypeScript; \`lib/\` the same without the types.${
    needsFramework
      ? '\n`framework/chalkgrad.js` is the Chalkgrad framework (MIT), for the parts that are written with its tensors.'
      : ''
  }${
    trained === null
      ? ''
      : `\n\n\`${trained.weights}\` are the weights of a network that reads digits, as they stood before step ${trained.step} of its training. \`${trained.page}\` is the\nsame network as a page: open it in a browser and draw. It needs no server and no network.`
  }
`;
}

/** A value as JavaScript. Infinity, NaN, -0, bytes and given functions are what JSON has no words for. */
function literal(value: Value): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (value instanceof Threw) return 'THROWS';
  if (value instanceof Given) return `given(${JSON.stringify(value.name)})`;
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(literal).join(', ')}]`;
  if (value instanceof ArrayBuffer) return `new Uint8Array([${[...new Uint8Array(value)].join(', ')}]).buffer`;
  if (ArrayBuffer.isView(value)) {
    const numbers = Array.from(value as Float64Array, literal);
    return `new ${value.constructor.name}([${numbers.join(', ')}])`;
  }
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value as Record<string, Value>)
      .map(([key, item]) => `${JSON.stringify(key)}: ${literal(item)}`)
      .join(', ')} }`;
  return JSON.stringify(value);
}

function testOf(exercise: Exercise): string {
  const { slug, plan, tolerance, accepts, words, sources } = exercise;
  const cases = exercise.cases(SEED).flatMap((one) => {
    const expected = exercise.expected(one);
    // Where several answers are right, the grader's own judgement is not here: the part must answer at all.
    const wanted = accepts === null ? literal(expected) : 'ANYTHING';
    return [`  [${JSON.stringify(words.en.cases[one.id] ?? one.id)}, ${literal(one.args)}, ${wanted}],`];
  });
  const given = sources.given === '' ? '' : `import * as givenHere from './given/${slug}.js';\n`;
  return `import * as answer from '../lib/${slug}.js';
import { ANYTHING, askAll, givenBy, THROWS } from './asking.js';
${given}
const given = givenBy(${sources.given === '' ? '{}' : 'givenHere'});
const plan = ${JSON.stringify({ mode: plan.mode, names: plan.names, counted: plan.counted === true })};

askAll(${JSON.stringify(slug)}, { answer, given, plan, tolerance: ${JSON.stringify(tolerance)} }, [
${cases.join('\n')}
]);
`;
}

/** What all tests share: how a part is asked, as the grader asks it, and when an answer is the right one. */
const asking = `import assert from 'node:assert/strict';
import test from 'node:test';

export const THROWS = Symbol('throws');
export const ANYTHING = Symbol('anything');

class Named {
  constructor(name) {
    this.name = name;
  }
}

/** Functions that a case hands over, by name. */
export const givenBy = (functions) => Object.assign((name) => new Named(name), { functions });

function handedOver(args, functions, calls) {
  return args.map((arg) => {
    if (!(arg instanceof Named)) return arg;
    const given = functions[arg.name];
    if (typeof given !== 'function') return given;
    calls[arg.name] = 0;
    return (...rest) => {
      calls[arg.name]++;
      return given(...rest);
    };
  });
}

function played(Class, parameters, script) {
  const instances = [];
  return script.map((step) => {
    const which = step.on ?? 0;
    instances[which] ??= new Class(...structuredClone(parameters));
    const instance = instances[which];
    if ('set' in step) {
      instance[step.set] = step.to;
      return null;
    }
    const result = 'read' in step ? instance[step.read] : instance[step.call](...step.with);
    return result === undefined ? null : structuredClone(result);
  });
}

function ask({ answer, given, plan }, args) {
  const calls = {};
  const { mode, names, counted } = plan;
  if (mode === 'class') return played(answer[names[0]], args[0], args[1]);
  if (mode === 'drive') return given.functions.drive(answer, ...handedOver(args, given.functions, calls));
  const several = names.length > 1;
  const result = answer[several ? args[0] : names[0]](...handedOver(several ? args.slice(1) : args, given.functions, calls));
  return counted ? { answer: result, calls } : result;
}

function near(got, wanted, { atol, rtol }, path) {
  if (typeof wanted === 'number') {
    const same = Number.isFinite(wanted)
      ? Math.abs(got - wanted) <= atol + rtol * Math.abs(wanted)
      : Object.is(got, wanted);
    assert.ok(same, \`\${path}: \${got} where \${wanted} belongs\`);
  } else if (wanted instanceof ArrayBuffer) near(new Uint8Array(got), new Uint8Array(wanted), { atol, rtol }, path);
  else if (Array.isArray(wanted) || ArrayBuffer.isView(wanted)) {
    assert.equal(got?.length, wanted.length, \`\${path}: its length\`);
    for (const [i, item] of [...wanted].entries()) near(got[i], item, { atol, rtol }, \`\${path}[\${i}]\`);
  } else if (typeof wanted === 'object' && wanted !== null)
    for (const [key, item] of Object.entries(wanted)) near(got?.[key], item, { atol, rtol }, \`\${path}.\${key}\`);
  else assert.equal(got, wanted, path);
}

export function askAll(name, part, cases) {
  for (const [title, args, wanted] of cases)
    test(\`\${name}: \${title}\`, () => {
      if (wanted === THROWS) assert.throws(() => ask(part, args));
      else if (wanted === ANYTHING) ask(part, args);
      else near(ask(part, args), wanted, part.tolerance, 'answer');
    });
}
`;
