/**
 * The words in which a check is written: `defineExercise({ kind, name, cases: [known(…), trap(…), stable(…)], … })`.
 * A case is its id, its name in the verdict, and its arguments: a list, or a function that draws them from a `Generator`.
 */
import type { Generator } from '#framework';
import type { CaseSpec, Definition, Draw, PartId } from './Exercise.ts';
import { Given, type Value } from './sandbox/values.ts';

type MakeCase = (id: string, title: string, args: readonly Value[] | Draw) => CaseSpec;
const caseOf =
  (part: PartId, throws = false): MakeCase =>
  (id, title, args) => ({ id, part, title, args, throws });

/** Values one can work out by hand, and the plain random ones. */
export const known = caseOf('known');
/** Inputs that tell a mistake from the right answer. */
export const trap = caseOf('traps');
/** Inputs on which only careful arithmetic survives. */
export const stable = caseOf('stability');
/** Long inputs, where calls are counted or time grows. */
export const cost = caseOf('cost');
type DrawRest = (random: Generator) => readonly Value[];
const implementation =
  (part: PartId) =>
  (id: string, title: string, rest: DrawRest): CaseSpec => ({
    id,
    part,
    title,
    args: (random) => [new Given(id), ...rest(random)],
  });

/** A right implementation, an export of `given.ts`, that the student's test must accept; `rest` draws what else it is given. */
export const accept = implementation('accepts');
/** A wrong implementation, `wrong/<id>.ts`, that the student's test must find. */
export const kill = implementation('kills');

/** A training run, judged by what was learned. */
export const run = caseOf('runs');
/** A trap whose right answer is to throw. */
export const mustThrow = caseOf('traps', true);

/**
 * A check. See `Definition`; CONTRIBUTING.md has the whole recipe.
 *
 * @example
 * export default defineExercise({
 *   kind: 'function', name: 'double', args: ['x'],
 *   cases: [known('three', 'x is 3', [3]), trap('any', 'a random x', (random) => [decimal(random)])],
 *   truth: (x: number) => x + x,
 * });
 */
export const defineExercise = (definition: Definition): Definition => definition;
