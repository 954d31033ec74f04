/**
 * Makes an `Exercise` of a check and the files beside it. How the files are found differs (a folder in Node, a module made by
 * the site's build in the page); what is made of them does not. Runs in trusted code only.
 */
import { ChalkgradError, Generator } from '#framework';
import { compare } from './compare.ts';
import { type DiagnosisFile, readDiagnosis } from './diagnosisFile.ts';
import type { Case, CaseSpec, Definition, Exercise, ExerciseWords, Kind, PartId } from './Exercise.ts';
import { partOrder } from './Exercise.ts';
import { optionsOf } from './questions.ts';
import { play } from './sandbox/play.ts';
import { decodeValue } from './sandbox/readValue.ts';
import { snapshot } from './sandbox/snapshot.ts';
import { type Loaded, type Mode, Opaque, type Value } from './sandbox/values.ts';
import { encodeValue } from './sandbox/writeValue.ts';
import { compared } from './wgsl/told.ts';

/** What stands in the folder of an exercise. Sources are TypeScript as written. */
export interface Folder {
  readonly slug: string;
  readonly definition: Definition;
  readonly solution: Loaded;
  readonly wrong: Readonly<Record<string, { readonly module: Loaded; readonly source: string }>>;
  readonly given: { readonly module: Loaded; readonly source: string } | null;
  /** `words.<lang>.json` by language: only what differs from the English words. */
  readonly translations: Readonly<Record<string, Translation>>;
}

/** Words of an exercise in another language; what is missing stays English. */
export type Translation = Partial<ExerciseWords>;

/** Stands where the answer is to throw: an error of a trusted module, by its name and message. */
export class Threw extends Opaque {
  constructor(name: string, message: string) {
    super(`${name}: ${message}`);
  }
}

const defaultTolerance = { atol: 1e-9, rtol: 1e-6 };

/** How 10 points are dealt when a check does not say: a part that asks for nothing has none. */
const defaultPoints: readonly (readonly [parts: readonly PartId[], points: readonly number[]])[] = [
  [['known', 'traps', 'stability'], [4, 4, 2]],
  [['known', 'traps'], [4, 6]],
  [['known', 'stability'], [6, 4]],
  [['known', 'traps', 'cost'], [4, 4, 2]],
  [['known', 'traps', 'stability', 'cost'], [3, 4, 2, 1]],
  [['accepts', 'kills'], [2, 8]],
  [['known', 'runs'], [4, 6]],
]; // biome-ignore format: a table

function pointsOf({ points, kind }: Definition, parts: readonly PartId[], slug: string): Record<string, number> {
  if (points !== undefined) return points as Record<string, number>;
  const row = defaultPoints.find(([names]) => names.length === parts.length && names.every((id) => parts.includes(id)));
  if (parts.length === 1) return { [parts[0]!]: 10 };
  if (!row)
    throw new Error(`exercises/${slug}/check.ts (${kind}): say how many points its parts have: ${parts.join(', ')}`);
  return Object.fromEntries(row[0].map((id, i) => [id, row[1][i]!]));
}

const modes: Readonly<Record<Kind, Mode>> = {
  function: 'call',
  bytes: 'call',
  class: 'class',
  framework: 'drive',
  test: 'drive',
  choice: 'value',
  training: 'drive',
  package: 'drive',
  wgsl: 'shader',
};

/** Fresh copies, as the student's side gets them: what comes off the wire. */
const copied = <T extends Value>(value: T): T => decodeValue(encodeValue(value)) as T;

/** What a module of ours answers to a case, or how it threw. */
export function answerOf(exercise: Pick<Exercise, 'plan' | 'given'>, module: Loaded, args: readonly Value[]): Value {
  try {
    return snapshot(play(exercise.plan, module, exercise.given, copied(args)));
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return new Threw(name, message.slice(0, 500));
  }
}

function casesOf(slug: string, specs: readonly CaseSpec[]) {
  const drawn = (seed: number): ((spec: CaseSpec) => readonly Value[]) => {
    const known = new Map<string, readonly Value[]>();
    const argsOf = (spec: CaseSpec): readonly Value[] => {
      if (typeof spec.args !== 'function') return spec.args;
      const random = new Generator(seed).fork(`${slug}/${spec.id}`);
      const args = known.get(spec.id) ?? spec.args(random, (id) => argsOf(specs.find((other) => other.id === id)!));
      known.set(spec.id, args);
      return args;
    };
    return argsOf;
  };
  const made = new Map<string, readonly Case[]>();
  return (seed: number, fresh = false): readonly Case[] => {
    const key = `${seed}/${fresh}`;
    const argsOf = drawn(seed);
    const wanted = fresh ? specs.filter(({ args }) => typeof args === 'function') : specs;
    const cases =
      made.get(key) ??
      wanted.map((spec) => ({
        id: spec.id,
        part: spec.part,
        throws: spec.throws ?? false,
        fresh,
        args: argsOf(spec),
      }));
    // A session of gradings must not fill the memory with cases.
    if (made.size > 64) made.clear();
    made.set(key, cases);
    return cases;
  };
}

function checkTruth(definition: Definition, slug: string, args: readonly Value[], value: Value): void {
  const { truth, truthTolerance, tolerance = defaultTolerance, accepts } = definition;
  if (truth === undefined) return;
  const other = truth(...(copied(args) as never[]));
  const agree = accepts?.(args, value, other) ?? compare(value, other, truthTolerance ?? tolerance).verdict === 'PASS';
  if (!agree)
    throw new ChalkgradError(
      `${slug}: the solution answers ${JSON.stringify(value)}, the independent check ${JSON.stringify(other)}, for ${JSON.stringify(args)}`,
      'the solution or the truth in check.ts is wrong; no answer may be graded with it.',
    );
}

function expectedOf(folder: Folder, asking: Pick<Exercise, 'plan' | 'given'>) {
  const { definition, slug, solution } = folder;
  const known = new WeakMap<readonly Value[], Value>();
  return ({ args, throws }: Pick<Case, 'args' | 'throws'>): Value => {
    const before = known.get(args);
    if (before !== undefined) return before;
    const value = compared(
      definition,
      definition.right ? definition.right(...(args as never[])) : answerOf(asking, solution, args),
    );
    if (value instanceof Threw !== throws) {
      const what = value instanceof Threw ? `throws “${value.is}”` : 'answers where it is to throw';
      throw new ChalkgradError(
        `${slug}: the solution ${what}, for ${JSON.stringify(args)}`,
        'mend solution.ts, or say `mustThrow` in check.ts where throwing is right.',
      );
    }
    if (!throws) checkTruth(definition, slug, args, value);
    known.set(args, value);
    return value;
  };
}

/** One case for each question of a choice. */
const questionCases = ({ questions = [] }: Definition): readonly CaseSpec[] =>
  questions.map(({ id, title }) => ({ id, title, part: 'answers', args: [id] }));

function englishWords(
  folder: Folder,
  specs: readonly CaseSpec[],
  diagnoses: ExerciseWords['diagnoses'],
): ExerciseWords {
  const { definition } = folder;
  return {
    answerName: definition.answer ?? 'answer',
    argNames: definition.args ?? [],
    cases: Object.fromEntries(specs.map(({ id, title }) => [id, title])),
    options: optionsOf(definition.questions),
    diagnoses,
    facts: Object.fromEntries((definition.facts ?? []).map(({ id, title }) => [id, title])),
  };
}

function translated(english: ExerciseWords, other: Translation): ExerciseWords {
  return {
    ...english,
    ...other,
    cases: { ...english.cases, ...other.cases },
    options: Object.fromEntries(
      Object.entries(english.options).map(([id, texts]) => [id, { ...texts, ...other.options?.[id] }]),
    ),
    facts: { ...english.facts, ...other.facts },
    diagnoses: Object.fromEntries(
      Object.entries(english.diagnoses).map(([id, words]) => [id, { ...words, ...other.diagnoses?.[id] }]),
    ),
  };
}

/** An exercise from its folder. Throws where the folder is not one: the message says what is missing. */
export function assemble(folder: Folder): Exercise {
  const { definition, slug } = folder;
  const names = typeof definition.name === 'string' ? [definition.name] : definition.name;
  const mode = definition.driven ? 'drive' : modes[definition.kind];
  const isTest = definition.kind === 'test';
  const wrong = Object.fromEntries(Object.entries(folder.wrong).map(([id, { module }]) => [id, module]));
  const specs = definition.kind === 'choice' ? questionCases(definition) : definition.cases;
  const asking = {
    plan: { mode, names, ...(definition.counted ? { counted: true } : {}) },
    given: { ...folder.given?.module, ...(isTest ? wrong : {}) },
  };
  const parts = partOrder.filter((id) => specs.some(({ part }) => part === id));
  const diagnoses = Object.fromEntries(
    Object.entries(folder.wrong).map(([id, { source }]): [string, DiagnosisFile] => [
      id,
      readDiagnosis(source, `exercises/${slug}/wrong/${id}.ts`),
    ]),
  );
  const en = englishWords(folder, specs, diagnoses);
  const languages = Object.entries(folder.translations).map(([lang, words]) => [lang, translated(en, words)]);
  return {
    slug,
    kind: definition.kind,
    ...asking,
    parts,
    points: pointsOf(definition, parts, slug),
    tolerance: definition.tolerance ?? defaultTolerance,
    repeats: definition.kind === 'choice' ? 1 : (definition.repeats ?? 2),
    begins: definition.begins ?? null,
    wallMs: definition.wallMs ?? null,
    cases: casesOf(slug, specs),
    expected: expectedOf(folder, asking),
    sizes: (args) => definition.sizes?.(...(args as never[])) ?? {},
    wrong,
    symptoms: definition.symptoms ?? {},
    facts: definition.facts ?? [],
    keepsArguments: definition.keepsArguments ?? false,
    accepts: definition.accepts ?? null,
    sources: {
      given: folder.given?.source ?? '',
      mutants: isTest ? Object.fromEntries(Object.entries(folder.wrong).map(([id, { source }]) => [id, source])) : {},
    },
    framework: definition.framework ?? ['framework', 'training', 'package'].includes(definition.kind),
    questions: definition.questions ?? [],
    packageParts: definition.parts ?? {},
    device: definition.device ?? null,
    words: { en, ...Object.fromEntries(languages) },
  };
}
