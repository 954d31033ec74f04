/** Runs a module of ours through the judge without a process of its own: what it answers becomes the transcript it would send. */

import type { Exercise, Loaded } from '../Exercise.ts';
import { planGrading } from '../grading.ts';
import { judge } from '../judge.ts';
import type { Answer, Transcript } from '../protocol.ts';
import type { Value } from '../sandbox/values.ts';
import type { Verdict } from '../verdict.ts';
import { freshAnswer } from './freshAnswer.ts';

/** The verdict on answers, each given for the arguments of a case. A case is asked once; the second answer is taken to be the same. */
export function judgeAnswers(exercise: Exercise, seed: number, answerTo: (args: readonly Value[]) => Answer): Verdict {
  const { cases, order } = planGrading(exercise, seed);
  const byCase = new Map<number, Answer>();
  const answers = order.map((i) => {
    const answer = byCase.get(i) ?? answerTo(cases[i]!.args);
    byCase.set(i, answer);
    return answer;
  });
  const transcript: Transcript = { ending: 'complete', loaded: true, loadFailure: null, answers, log: '' };
  return judge(exercise, transcript, {
    seed,
    sha256: '',
    isolation: 'student',
    limits: { wallMs: 0 },
    wallMs: 0,
    untouched: false,
  });
}

/** What a module answered, by the arguments. Cases whose arguments are written down are the same for every seed: one answer does for all. */
const answered = new WeakMap<Loaded, WeakMap<readonly Value[], Answer>>();

function answerOnce(exercise: Exercise, module: Loaded, args: readonly Value[]): Answer {
  const known = answered.get(module) ?? new WeakMap<readonly Value[], Answer>();
  answered.set(module, known);
  const answer = known.get(args) ?? freshAnswer(exercise, module, args);
  known.set(args, answer);
  return answer;
}

/** The verdict on a trusted module. */
export const judgeHere = (exercise: Exercise, module: Loaded, seed: number): Verdict =>
  judgeAnswers(exercise, seed, (args) => answerOnce(exercise, module, args));
