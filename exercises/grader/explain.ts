/**
 * Makes sentences of a verdict: one view for the terminal and the page. It decides what is worth saying, in which order;
 * how it looks is left to report.ts and to the workbench. All words come from the tables it is given.
 */
import type { Exercise, ExerciseWords } from './Exercise.ts';
import type { GraderWords } from './english.ts';
import { UNCOPYABLE, type Value } from './harness.ts';
import { nearest } from './nearest.ts';
import type { CaseReport, Detail, Diagnosis, JsonNumber, Parameters, Verdict } from './verdict.ts';

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

export interface VerdictView {
  readonly passed: boolean;
  readonly headline: string;
  readonly parts: readonly PartView[];
  readonly failure: FailureView | null;
  readonly diagnosis: { readonly title: string; readonly advice: string; readonly rung: string } | null;
  readonly warnings: readonly string[];
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
function numberPair(got: JsonNumber, expected: JsonNumber): { got: string; expected: string } {
  const brief = (value: JsonNumber): string =>
    typeof value === 'number' ? String(Number(value.toPrecision(6))) : value;
  const alike = brief(got) === brief(expected);
  return alike ? { got: String(got), expected: String(expected) } : { got: brief(got), expected: brief(expected) };
}

const placeText = (name: string, index: readonly number[]): string => name + index.map((i) => `[${i}]`).join('');

const shapeText = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

function valueText(value: Value): string {
  if (!Array.isArray(value)) return String(value);
  const items = value as readonly Value[];
  const isMatrix = items.some((item) => Array.isArray(item));
  return isMatrix
    ? `[\n${items.map((item) => `  ${valueText(item)},\n`).join('')}]`
    : `[${items.map(valueText).join(', ')}]`;
}

function noteOf(detail: Detail, words: GraderWords, names: ExerciseWords): string {
  if (detail.kind === 'cell') return fill(words.wrongCells, { wrong: detail.wrong, total: detail.total });
  if (detail.kind === 'shape') {
    const expected = shapeText(detail.expected);
    return detail.got === null
      ? fill(words.raggedShape, { expected })
      : fill(words.shape, { got: shapeText(detail.got), expected });
  }
  if (detail.kind !== 'type') return '';
  const got = detail.got === UNCOPYABLE ? words.uncopyable : clean(detail.got);
  const place = placeText(names.answerName, detail.index);
  return detail.index.length === 0 ? fill(words.wholeType, { got }) : fill(words.type, { place, got });
}

function failureView(
  report: CaseReport,
  call: readonly string[],
  words: GraderWords,
  names: ExerciseWords,
): FailureView {
  const { detail } = report;
  const cell = detail?.kind === 'cell' ? detail.first : null;
  return {
    case: names.cases[report.id] ?? report.id,
    call,
    place: cell ? placeText(names.answerName, cell.index) : '',
    ...(cell ? numberPair(cell.got, cell.expected) : { got: '', expected: '' }),
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
  const isFirst = stopped !== undefined && verdict.groups[0]?.cases[0]?.id === stopped.id;
  return {
    ...parameters,
    ...(id === 'export' ? exportParameters(exercise.exportName, String(parameters['names']), words) : {}),
    atLine: Number(line) > 0 ? fill(words.atLine, { line }) : '',
    atColumn: Number(column) > 0 ? fill(words.atColumn, { column }) : '',
    during: stopped && !isFirst ? fill(words.during, { case: names.cases[stopped.id] ?? stopped.id }) : '',
    seconds: verdict.limits.wallMs / 1000,
  };
}

function diagnosisView(
  verdict: Verdict,
  exercise: Exercise,
  words: GraderWords,
  names: ExerciseWords,
): VerdictView['diagnosis'] {
  const { diagnosis } = verdict;
  if (diagnosis === null) return null;
  const { rung, id } = diagnosis;
  const table = rung === 'match' ? names.diagnoses : rung === 'relation' ? words.relations : words.outcomes;
  const text = lookUp<{ title: string; advice: string }>(table, id) ?? { title: id, advice: '' };
  const parameters = outcomeParameters(verdict, diagnosis, exercise, words, names);
  const fact = typeof parameters['fact'] === 'string' ? lookUp(names.facts, parameters['fact']) : undefined;
  const advice = fill(text.advice, parameters);
  return {
    title: clean(fill(text.title, parameters)),
    advice: clean(fact === undefined ? advice : `${advice} ${fact}`),
    rung: fill(words.rungs[rung], parameters),
  };
}

function partViews(verdict: Verdict, words: GraderWords, names: ExerciseWords): readonly PartView[] {
  return verdict.groups.map(({ id, points, max, cases, verdict: word }) => {
    const failing = cases.find((report) => report.verdict !== 'PASS');
    const ran = failing !== undefined && failing.detail?.kind !== 'not-run';
    const note = ran ? fill(words.partFailed, { case: names.cases[failing.id] ?? failing.id }) : words.partNotRun;
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
function callText(exercise: Exercise, seed: number, caseId: string, names: ExerciseWords): readonly string[] {
  const args = exercise.cases(seed).find(({ id }) => id === caseId)?.args ?? [];
  return args.map((value, i) => `${names.argNames[i]} = ${valueText(value)}`);
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
    failure: failing ? failureView(failing, callText(exercise, verdict.seed, failing.id, names), words, names) : null,
    diagnosis: diagnosisView(verdict, exercise, words, names),
    warnings: verdict.warnings.map(({ id, parameters }) => fill(lookUp<string>(words.warnings, id) ?? id, parameters)),
    log: clean(verdict.log).trim(),
    promise: words.isolation[verdict.isolation],
  };
}
