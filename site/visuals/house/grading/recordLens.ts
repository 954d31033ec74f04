// Grades programs of one expression each with an exercise's grader, and prints what VerdictLens draws of it:
// node site/visuals/house/grading/recordLens.ts SLUG EXPRESSION… . A program of its own, because the grader starts processes from its sources.

import { readFileSync } from 'node:fs';
import { english } from '../../../../exercises/grader/english.ts';
import { runSource } from '../../../../exercises/grader/gradeSource.ts';
import { PRACTICE_SEED } from '../../../../exercises/grader/grading.ts';
import { judge } from '../../../../exercises/grader/judge.ts';
import { loadExercise } from '../../../../exercises/grader/loadExercise.ts';
import { fileOf, readBank, readProgram } from './lensReading.ts';

const [slug = '', ...expressions] = process.argv.slice(2);
const exercise = await loadExercise(slug);

/** What a file returns: the right answer's, or that of a wrong one. */
function codeOf(id: string): string {
  const path = id === 'right' ? 'solution.ts' : `wrong/${id}.ts`;
  const text = readFileSync(new URL(`../../../../exercises/${slug}/${path}`, import.meta.url), 'utf8');
  return /return (.*);/.exec(text)?.[1] ?? '';
}

const programs = [];
for (const code of expressions) {
  const bytes = new TextEncoder().encode(fileOf(exercise, code));
  const run = await runSource(exercise, bytes, { seed: PRACTICE_SEED + 1 });
  const graded = run.refused
    ? { verdict: run.refused, answers: [] }
    : { verdict: judge(exercise, run.transcript, run.about), answers: run.transcript.answers };
  programs.push(readProgram(exercise, code, graded, english, 'en'));
}
process.stdout.write(JSON.stringify({ ...readBank(exercise, codeOf), programs }));
