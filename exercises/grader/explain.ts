/**
 * Makes sentences of a verdict: one view for the terminal and the page. It decides what is worth saying, in which order;
 * how it looks is left to report.ts and to the workbench. All words come from the tables it is given.
 */
import type { Index } from './compare.ts';
import type { DiagnosisWords, Exercise, ExerciseWords } from './Exercise.ts';
import type { GraderWords } from './english.ts';
import { PRACTICE_SEED } from './grading.ts';
import { nearest } from './nearest.ts';
import { Given, UNCOPYABLE } from './sandbox/values.ts';
import { valueText } from './valueText.ts';
import type { CaseReport, Detail, Diagnosis, JsonLeaf, Parameters, Verdict } from './verdict.ts';

export interface PartView {
  readonly title: string;
  readonly points: string;
  readonly passed: boolean;
  /** What failed, or ''. */
  readonly note: string;
}

/** The first thing that is wrong, with the call that shows it. */
export interface FailureView {
  readonly case: string;
  /** The arguments as source text: `logits = [[0, 1]]`. */
  readonly call: readonly string[];
  /** `gradient[0][1]`, or '' when there is no single cell. */
  readonly place: string;
  readonly got: string;
  readonly expected: string;
  /** What there is to say apart from one cell. */
  readonly note: string;
}

export interface DiagnosisView {
  readonly title: string;
  readonly advice: string;
  /** How it was found out. */
  readonly rung: string;
  /** Where a run shows this mistake: the part of an address after `#`. */
  readonly moment: string | null;
}

export interface VerdictView {
  readonly passed: boolean;
  readonly headline: string;
  readonly parts: readonly PartView[];
  readonly failure: FailureView | null;
  readonly diagnosis: DiagnosisView | null;
  readonly warnings: readonly string[];
  /** With which seed the fresh cases were drawn, and how to have them again. */
  readonly seed: string;
  readonly log: string;
  /** What the isolation of this run cannot promise, or ''. */
  readonly promise: string;
}

/** Fills `{names}`; a name without a value stays as it is, so that a mistake in a table is seen. */
export const fill = (template: string, parameters: Parameters): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));

/** Escape sequences and other control characters of student text could redraw a terminal; line ends and tabs stay. */
const clean = (text: string): string => text.replace(/(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu, '');

/** Six significant digits; both in full where six would look alike. */
function leafPair(got: JsonLeaf, expected: JsonLeaf): { got: string; expected: string } {
  const brief = (value: JsonLeaf): string =>
    typeof value === 'number' && Number.isFinite(value) ? String(Number(value.toPrecision(6))) : String(value);
  const full = (value: JsonLeaf): string => (Object.is(value, -0) ? '-0' : String(value));
  const alike = brief(got) === brief(expected);
  return alike ? { got: full(got), expected: full(expected) } : { got: brief(got), expected: brief(expected) };
}

/** `gradient[0][1]`, `state.h[2]`. */
const placeText = (name: string, index: Index): string =>
  name + index.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');

const shapeText = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

function noteOf(detail: Detail, words: GraderWords, names: ExerciseWords): string {
  const place = 'index' in detail ? placeText(names.answerName, detail.index) : '';
  switch (detail.kind) {
    case 'cell':
      return detail.total === 1 ? '' : fill(words.wrongCells, { wrong: detail.wrong, total: detail.total });
    case 'shape': {
      const expected = shapeText(detail.expected);
      if (detail.got === null) return fill(words.raggedShape, { place, expected });
      return fill(words.shape, { place, got: shapeText(detail.got), expected });
    }
    case 'fields': {
      const list = (keys: readonly string[]): string => keys.slice(0, 8).join(', ');
      const said = [
        detail.missing.length > 0 ? fill(words.missingFields, { place, fields: list(detail.missing) }) : '',
        detail.extra.length > 0 ? fill(words.extraFields, { place, fields: clean(list(detail.extra)) }) : '',
      ];
      return said.filter((text) => text !== '').join(' ');
    }
    case 'type': {
      const got = detail.got === UNCOPYABLE ? words.uncopyable : clean(detail.got);
      const { expected } = detail;
      return fill(detail.index.length === 0 ? words.wholeType : words.type, { place, got, expected });
    }
    case 'event':
      return clean(fill(lookUp<string>(words.shader, detail.words) ?? detail.words, detail.values));
    case 'not-thrown':
      return words.notThrown;
    default:
      return '';
  }
}

const caseName = ({ id, fresh }: CaseReport, words: GraderWords, names: ExerciseWords): string => {
  const name = names.cases[id] ?? id;
  return fresh ? fill(words.freshCase, { case: name }) : name;
};

function failureView(
  report: CaseReport,
  call: readonly string[],
  words: GraderWords,
  names: ExerciseWords,
): FailureView {
  const { detail } = report;
  const cell = detail?.kind === 'cell' ? detail.first : null;
  return {
    case: caseName(report, words, names),
    call,
    place: cell ? placeText(names.answerName, cell.index) : '',
    ...(cell ? leafPair(cell.got, cell.expected) : { got: '', expected: '' }),
    note: detail ? noteOf(detail, words, names) : '',
  };
}

const lookUp = <T>(table: Readonly<Record<string, T>>, id: string): T | undefined =>
  Object.hasOwn(table, id) ? table[id] : undefined;

function exportParameters(wanted: string, names: string, words: GraderWords): Parameters {
  if (names === '') return { wanted, found: words.exportsNothing };
  const close = nearest(wanted, names.split(', '));
  const found = fill(words.exportsFound, { names });
  return { wanted, found: close === null ? found : `${found} ${fill(words.exportNearest, { nearest: close })}` };
}

function outcomeParameters(
  verdict: Verdict,
  { parameters, id }: Diagnosis,
  exercise: Exercise,
  words: GraderWords,
  names: ExerciseWords,
): Parameters {
  const { line = 0, column = 0 } = parameters;
  const stopped = verdict.groups.flatMap(({ cases }) => cases).find(({ detail }) => detail?.kind === 'not-run');
  const isFirst = stopped !== undefined && verdict.groups[0]?.cases[0] === stopped;
  const wanted = String(parameters['wanted'] || exercise.plan.names[0]);
  return {
    ...parameters,
    ...(id === 'export' ? exportParameters(wanted, String(parameters['names']), words) : {}),
    ...('case' in parameters ? { case: names.cases[parameters['case']!] ?? parameters['case']! } : {}),
    atLine: Number(line) > 0 ? fill(words.atLine, { line }) : '',
    atColumn: Number(column) > 0 ? fill(words.atColumn, { column }) : '',
    during: stopped && !isFirst ? fill(words.during, { case: caseName(stopped, words, names) }) : '',
    seconds: verdict.limits.wallMs / 1000,
  };
}

/** What is said of a mistake, before its numbers are filled in. */
export function wordsOf(
  { rung, id }: Pick<Diagnosis, 'rung' | 'id'>,
  words: GraderWords,
  names: ExerciseWords,
): DiagnosisWords {
  const table =
    rung === 'match' || rung === 'both' ? names.diagnoses : rung === 'relation' ? words.relations : words.outcomes;
  return lookUp<DiagnosisWords>(table, id) ?? { title: id, advice: '' };
}

function diagnosisView(
  verdict: Verdict,
  exercise: Exercise,
  words: GraderWords,
  names: ExerciseWords,
): DiagnosisView | null {
  const { diagnosis } = verdict;
  if (diagnosis === null) return null;
  const text = wordsOf(diagnosis, words, names);
  const parameters = outcomeParameters(verdict, diagnosis, exercise, words, names);
  const fact = typeof parameters['fact'] === 'string' ? lookUp(names.facts, parameters['fact']) : undefined;
  const advice = fill(text.advice, parameters);
  const title = fill(text.convention ? words.convention : '{title}', { title: fill(text.title, parameters) });
  const second = diagnosis.rung === 'both' ? lookUp(names.diagnoses, String(parameters['second'])) : undefined;
  const rung = text.convention ? words.conventionRung : words.rungs[ruleOf(diagnosis, exercise)];
  return {
    title: clean(second ? fill(words.bothTitle, { first: title, second: second.title }) : title),
    advice: clean([advice, second?.advice, fact].filter(Boolean).join(' ')),
    rung: fill(rung, parameters),
    moment: text.moment ?? null,
  };
}

/** Under which name the way a diagnosis was found is told. Tests and choices are recognised otherwise than by answers to cases. */
function ruleOf({ rung }: Diagnosis, { kind }: Exercise): keyof GraderWords['rungs'] {
  if (rung !== 'match') return rung;
  return kind === 'test' ? 'missed' : kind === 'choice' ? 'chosen' : 'match';
}

function partViews(verdict: Verdict, words: GraderWords, names: ExerciseWords): readonly PartView[] {
  return verdict.groups.map(({ id, points, max, cases, verdict: word }) => {
    const failing = cases.find((report) => report.verdict !== 'PASS');
    const ran = failing !== undefined && failing.detail?.kind !== 'not-run';
    const note = ran ? fill(words.partFailed, { case: caseName(failing, words, names) }) : words.partNotRun;
    const passed = word === 'PASS';
    return {
      title: words.parts[id],
      points: fill(words.partPoints, { points, max }),
      passed,
      note: passed ? '' : note,
    };
  });
}

/** The arguments of a case as source text that can be copied. */
function callText(exercise: Exercise, verdict: Verdict, report: CaseReport, names: ExerciseWords): readonly string[] {
  if (exercise.kind === 'choice') return [];
  const cases = report.fresh ? exercise.cases(verdict.seed, true) : exercise.cases(PRACTICE_SEED);
  const args = cases.find(({ id }) => id === report.id)?.args ?? [];
  return args.flatMap((value, i) => {
    // Which implementation it is stays the student's to find out.
    if (exercise.kind === 'test' && value instanceof Given) return [];
    return [`${names.argNames[i] ?? `argument ${i + 1}`} = ${valueText(value)}`];
  });
}

/**
 * What to say about a verdict.
 *
 * @param lang language of the exercise's own words; English where it has none
 */
export function explain(verdict: Verdict, exercise: Exercise, words: GraderWords, lang = 'en'): VerdictView {
  const names = exercise.words[lang] ?? exercise.words.en;
  const failing = verdict.groups
    .flatMap(({ cases }) => cases)
    .find(({ verdict: word, detail }) => word !== 'PASS' && detail?.kind !== 'not-run');
  const passed = verdict.verdict === 'PASS';
  return {
    passed,
    headline: fill(passed ? words.passed : words.points, { score: verdict.score, max: verdict.max }),
    parts: partViews(verdict, words, names),
    // A choice that names the right option beside the wrong one is no choice any more.
    failure:
      failing && exercise.kind !== 'choice'
        ? failureView(failing, callText(exercise, verdict, failing, names), words, names)
        : null,
    diagnosis: diagnosisView(verdict, exercise, words, names),
    warnings: verdict.warnings.map(({ id, parameters }) => fill(lookUp<string>(words.warnings, id) ?? id, parameters)),
    seed: exercise.kind === 'choice' ? '' : fill(words.seed, { seed: verdict.seed }),
    log: clean(verdict.log).trim(),
    promise: words.isolation[verdict.isolation],
  };
}
