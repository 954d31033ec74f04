import type { Generator } from '#framework';
import { centralDifferences } from '../cases/differences.ts';
import { decimal, vector } from '../cases/draw.ts';
import { call, read, set } from '../cases/scripts.ts';
import { defineExercise, known, trap } from '../grader/define.ts';
import type { Step, Value } from '../grader/sandbox/values.ts';

/** Draws of which some lie below p and some above: neither all silent nor all heard. */
function draws(random: Generator, n: number, p: number): number[] {
  const u = Array.from({ length: n }, () => Math.floor(random.uniform() * 1000) / 1000);
  u[0] = p / 2;
  u[1] = (1 + p) / 2;
  return u;
}

const forward = (random: Generator, n: number, p: number, on = 0) =>
  call('forward', [vector(random, n), draws(random, n, p)], on);
const backward = (random: Generator, n: number, on = 0) => call('backward', [vector(random, n)], on);

/** The layer as a function of x alone. */
const layerOf =
  (p: number, training: boolean, u: readonly number[]) =>
  (x: readonly number[]): number[] =>
    training ? x.map((value, i) => (u[i]! < p ? 0 : value / (1 - p))) : [...x];

/** Backward is the derivative of the last forward, found by nudging its input. */
function played([p]: readonly [number], script: readonly Step[]): Value[] {
  const training = [true, true];
  const last: { layer: (x: readonly number[]) => number[]; x: number[] }[] = [];
  return script.map((step): Value => {
    const on = step.on ?? 0;
    if ('read' in step) return training[on]!;
    if ('set' in step) {
      training[on] = step.to as boolean;
      return null;
    }
    if (step.call === 'forward') {
      const [x, u] = step.with as [number[], number[]];
      last[on] = { layer: layerOf(p, training[on]!, u), x };
      return last[on]!.layer(x);
    }
    const [grad] = step.with as [number[]];
    const { layer, x } = last[on]!;
    return centralDifferences((at) => layer(at).reduce((sum, y, i) => sum + y * grad[i]!, 0), x, 1);
  });
}

/** Outputs that are right, and gradients that are each silenced or scaled, if not the right ones: another mask on the way back. */
function isOtherMask(args: readonly Value[], got: Value): boolean {
  const [[p], script] = args as unknown as [[number], Step[]];
  const want = played([p], script);
  if (!Array.isArray(got) || got.length !== want.length) return false;
  const near = (a: unknown, b: number): boolean => typeof a === 'number' && Math.abs(a - b) < 1e-6;
  return script.every((step, at) => {
    const [mine, right] = [got[at] as Value, want[at]!];
    if (!('call' in step) || !Array.isArray(right)) return true;
    if (!Array.isArray(mine) || mine.length !== right.length) return false;
    const gradient = step.with[0] as number[];
    return mine.every((value, i) =>
      step.call === 'forward'
        ? near(value, right[i] as number)
        : near(value, right[i] as number) || near(value, 0) || near(value, gradient[i]! / (1 - p)),
    );
  });
}

export default defineExercise({
  kind: 'class',
  name: 'Dropout',
  args: ['[p]', 'script'],
  answer: 'steps',
  keepsArguments: true,
  cases: [
    // Kept where u ≥ ¼, and scaled by 4/3.
    known('by-hand', 'four numbers you can work out by hand', [
      [0.25],
      [
        read('training'),
        call('forward', [
          [3, -6, 9, 12],
          [0.1, 0.3, 0.25, 0.9],
        ]),
        call('backward', [[3, 3, -6, 1.5]]),
      ],
    ]),
    known('random', 'p = 0.3, random', (random) => [[0.3], [forward(random, 8, 0.3), backward(random, 8)]]),
    known('exam', 'in an examination', (random) => [
      [0.3],
      [set('training', false), forward(random, 6, 0.3), backward(random, 6)],
    ]),
    trap('nobody', 'p = 0: nobody is silenced', (random) => [[0], [forward(random, 4, 0), backward(random, 4)]]),
    trap('often', 'p = 0.8', (random) => [[0.8], [forward(random, 9, 0.8), backward(random, 9)]]),
    trap('zeros', 'numbers that are 0 before they are kept', (random) => [
      [0.3],
      [
        call('forward', [
          [0, 0, decimal(random), 0, decimal(random), 0],
          [0.7, 0.1, 0.9, 0.31, 0.2, 0.3],
        ]),
        backward(random, 6),
      ],
    ]),
    trap('after-exam', 'trained, examined, and trained again', (random) => [
      [0.3],
      [
        forward(random, 5, 0.3),
        set('training', false),
        forward(random, 5, 0.3),
        backward(random, 5),
        set('training', true),
        forward(random, 5, 0.3),
        backward(random, 5),
      ],
    ]),
    trap('two-forwards', 'two forwards, then a backward', (random) => [
      [0.4],
      [forward(random, 6, 0.4), forward(random, 6, 0.4), backward(random, 6)],
    ]),
    trap('two-instances', 'two layers in turn', (random) => [
      [0.6],
      [forward(random, 7, 0.6), forward(random, 7, 0.6, 1), backward(random, 7), backward(random, 7, 1)],
    ]),
  ],
  truth: played,
  symptoms: { 'new-mask-in-backward': isOtherMask },
});
