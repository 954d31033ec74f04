/**
 * What VerdictLens draws: an exercise's cases of practice, what the right program and every known wrong one answer, and what a program of the
 * reader's answered when the grader asked it. Nothing is worked out here that the grader did not. Pure: the build and the page read alike.
 */
import { compare, same } from '../../../../exercises/grader/compare.ts';
import { wrongAnswerOf } from '../../../../exercises/grader/diagnose.ts';
import type { Exercise } from '../../../../exercises/grader/Exercise.ts';
import type { GraderWords } from '../../../../exercises/grader/english.ts';
import { explain } from '../../../../exercises/grader/explain.ts';
import { planGrading } from '../../../../exercises/grader/grading.ts';
import type { Answer } from '../../../../exercises/grader/protocol.ts';
import type { Value } from '../../../../exercises/grader/sandbox/values.ts';
import { valueText } from '../../../../exercises/grader/valueText.ts';
import type { Diagnosis, Verdict } from '../../../../exercises/grader/verdict.ts';
import type { LensProgram, LensReading, LensRung } from './lensFacts.ts';

/** What a grading brought: the verdict, and the answers to its calls. */
export interface Graded {
  readonly verdict: Verdict;
  readonly answers: readonly Answer[];
}

/** The whole file of a program that is one expression. */
export function fileOf({ plan, words }: Exercise, expression: string): string {
  return `export function ${plan.names[0]!}(${words.en.argNames.join(', ')}) {\n  return ${expression};\n}\n`;
}

const cellText = (value: Value): string => {
  if (typeof value !== 'number') return valueText(value);
  const text = String(Number(value.toPrecision(9)) + 0);
  return text.replace('-', '−');
};

const practiceOf = (exercise: Exercise, seed: number) =>
  planGrading(exercise, seed).cases.filter(({ fresh }) => !fresh);

/** Cases, right answers and the bank. `codeOf` gives a program's text by its id, 'right' for the solution. */
export function readBank(exercise: Exercise, codeOf: (id: string) => string): Omit<LensReading, 'programs'> {
  const { words, wrong, plan } = exercise;
  const cases = practiceOf(exercise, 0);
  return {
    cases: cases.map(({ id, args }) => ({
      title: words.en.cases[id] ?? id,
      call: `${plan.names[0]!}(${args.map(valueText).join(', ')})`,
    })),
    right: {
      id: 'right',
      title: '',
      advice: '',
      code: codeOf('right'),
      cells: cases.map((one) => cellText(exercise.expected(one))),
    },
    bank: Object.keys(wrong).map((id) => ({
      id,
      title: words.en.diagnoses[id]!.title,
      advice: words.en.diagnoses[id]!.advice,
      code: codeOf(id),
      cells: cases.map(({ args }) => cellText(wrongAnswerOf(exercise, id, args))),
    })),
  };
}

const rungOf = (diagnosis: Diagnosis | null): LensRung | null => {
  if (diagnosis === null) return null;
  const { rung } = diagnosis;
  if (rung === 'outcome') return 'stopped';
  if (rung === 'relation') return 'relation';
  return rung === 'cell' ? 'case' : 'named';
};

/** A graded program as a column beside the others. */
export function readProgram(
  exercise: Exercise,
  code: string,
  { verdict, answers }: Graded,
  words: GraderWords,
  lang: string,
): LensProgram {
  const { cases, order } = planGrading(exercise, verdict.seed);
  const mine = practiceOf(exercise, verdict.seed).map((one) => ({
    one,
    answer: answers[order.indexOf(cases.indexOf(one))],
  }));
  const columns = [
    mine.map(({ one }) => exercise.expected(one)),
    ...Object.keys(exercise.wrong).map((id) => mine.map(({ one }) => wrongAnswerOf(exercise, id, one.args))),
  ];
  return {
    code,
    cells: mine.map(({ answer }) => answerText(answer)),
    agrees: columns.map((column, place) =>
      mine.map(({ answer }, row) => {
        if (answer?.kind !== 'value') return false;
        const other = column[row]!;
        return place === 0
          ? compare(answer.value, other, exercise.tolerance).verdict === 'PASS'
          : same(answer.value, other, exercise.tolerance);
      }),
    ),
    calls: answers.length,
    passed: verdict.verdict === 'PASS',
    name: verdict.diagnosis?.rung === 'match' ? verdict.diagnosis.id : null,
    rung: rungOf(verdict.diagnosis),
    view: explain(verdict, exercise, words, lang),
  };
}

function answerText(answer: Answer | undefined): string {
  if (answer === undefined) return '';
  if (answer.kind === 'value') return cellText(answer.value);
  return answer.kind === 'failure' ? answer.name : '…';
}
