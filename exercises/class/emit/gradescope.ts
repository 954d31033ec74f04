/**
 * A student's marks as Gradescope reads them from an autograder (`results.json`): one test for each part of each exercise. A student
 * sees this, so it tells points and the name of a mistake, and neither inputs of fresh cases nor what the program printed.
 * Source: gradescope-autograders.readthedocs.io, "Specifications".
 */
import { english } from '../../grader/english.ts';
import { explain } from '../../grader/explain.ts';
import { type Cell, type Row, round } from '../gradebook.ts';
import type { ClassExercise } from '../loadAssigned.ts';

interface GradescopeTest {
  readonly name: string;
  readonly number: string;
  readonly score: number;
  readonly max_score: number;
  readonly status: 'passed' | 'failed';
  readonly output: string;
  readonly visibility: 'visible';
}

export interface GradescopeResults {
  readonly score: number;
  readonly output: string;
  readonly visibility: 'visible';
  readonly stdout_visibility: 'hidden';
  readonly tests: readonly GradescopeTest[];
  readonly extra_data: Readonly<Record<string, unknown>>;
}

/** Words that a student's code can fill with what it saw: an error's text, the name of a type. They are left to the instructor. */
const spoken = new Set(['threw', 'recursion', 'wrong-type']);

/** The name of the mistake and what to do. Numbers of a case that others cannot see are not in it. */
function diagnosisText({ verdict }: Cell, one: ClassExercise): string {
  if (verdict === null || verdict.diagnosis === null || verdict.diagnosis.rung === 'relation') return '';
  const { diagnosis } = explain(verdict, one.exercise, english);
  if (diagnosis === null) return '';
  return spoken.has(verdict.diagnosis.id)
    ? diagnosis.title
    : [diagnosis.title, diagnosis.advice].filter(Boolean).join('\n');
}

function testsOf(cell: Cell, one: ClassExercise, place: number, kept: number): readonly GradescopeTest[] {
  const { verdict, max, weight } = cell;
  const share = max === 0 ? 0 : (weight / max) * kept;
  const about = diagnosisText(cell, one);
  const groups =
    verdict?.groups ?? one.exercise.parts.map((id) => ({ id, points: 0, max: one.exercise.points[id]!, verdict: '' }));
  const firstFailing = groups.findIndex((group) => group.verdict !== 'PASS');
  return groups.map((group, i) => ({
    name: `${one.slug}: ${english.parts[group.id]}`,
    number: `${place + 1}.${i + 1}`,
    score: round(group.points * share),
    max_score: round(group.max * (max === 0 ? 0 : weight / max)),
    status: group.verdict === 'PASS' ? 'passed' : 'failed',
    output: cell.state === 'missing' ? 'not handed in' : i === firstFailing ? about : '',
    visibility: 'visible',
  }));
}

export function gradescopeResults(row: Row, exercises: readonly ClassExercise[]): GradescopeResults {
  const bySlug = new Map(exercises.map((one) => [one.slug, one]));
  return {
    score: row.sum,
    output: row.kept < 1 ? `Late: ${Math.round(row.kept * 100)} % of the points are kept.` : '',
    visibility: 'visible',
    stdout_visibility: 'hidden',
    tests: row.cells.flatMap((cell, place) => testsOf(cell, bySlug.get(cell.exercise)!, place, row.kept)),
    extra_data: {
      chalkgrad: 1,
      kept: row.kept,
      submissions: Object.fromEntries(row.cells.map(({ exercise, sha256 }) => [exercise, sha256])),
    },
  };
}
