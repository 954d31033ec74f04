/** Runs a module of ours through the judge without a process of its own: what it answers becomes the transcript it would send. */

import { Threw } from '../assemble.ts';
import type { Case, Exercise, Loaded } from '../Exercise.ts';
import { planGrading } from '../grading.ts';
import { judge } from '../judge.ts';
import type { Answer, Transcript } from '../protocol.ts';
import type { Value } from '../sandbox/values.ts';
import type { Verdict } from '../verdict.ts';
import { freshAnswer } from './freshAnswer.ts';

/** The verdict on answers, each given for a case. A case is asked once; the second answer is taken to be the same. */
export function judgeAnswers(exercise: Exercise, seed: number, answerTo: (one: Case) => Answer): Verdict {
  const { cases, order } = planGrading(exercise, seed);
  const byCase = new Map<number, Answer>();
  const answers = order.map((i) => {
    const answer = byCase.get(i) ?? answerTo(cases[i]!);
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

/** From this seed on a module is not run once more: with those before it has been shown to say the same again. */
const SAYS_THE_SAME_FROM = 2;

function asAnswer(value: Value): Answer {
  if (!(value instanceof Threw)) return { kind: 'value', value, mutated: false };
  const colon = value.is.indexOf(': ');
  return { kind: 'failure', name: value.is.slice(0, colon), message: value.is.slice(colon + 2), line: 0 };
}

/**
 * The verdict on a trusted module.
 *
 * @param heard what the grader had this module say to a case when it judged another answer; where that tells all that a run would
 */
export function judgeHere(
  exercise: Exercise,
  module: Loaded,
  seed: number,
  heard: ((one: Case) => Value) | null = null,
): Verdict {
  // It does not tell whether arguments were changed, and of a shader not what it cost.
  const tellsAll = heard !== null && !exercise.keepsArguments && exercise.kind !== 'wgsl' && seed >= SAYS_THE_SAME_FROM;
  return judgeAnswers(exercise, seed, (one) =>
    tellsAll ? asAnswer(heard(one)) : answerOnce(exercise, module, one.args),
  );
}
