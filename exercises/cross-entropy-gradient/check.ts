/**
 * The check of this exercise: its cases, its right answers, its wrong answers and its words. It runs in trusted code only.
 *
 * Right answers come from solution.ts in float64 and are not believed: every time they are used, central differences of
 * the loss below, which shares no line with the solution, must give the same numbers.
 */
import { ChalkgradError, Generator } from '#framework';
import type { Case, Exercise, ExerciseWords, PartId } from '../grader/Exercise.ts';
import type { Value } from '../grader/harness.ts';
import { crossEntropyGradient } from './solution.ts';
import { crossEntropyGradient as diagonalOnlyJacobian } from './wrong/diagonal-only-jacobian.ts';
import { crossEntropyGradient as dividesByAllCells } from './wrong/divides-by-all-cells.ts';
import { crossEntropyGradient as dividesByClasses } from './wrong/divides-by-classes.ts';
import { crossEntropyGradient as factorTwo } from './wrong/factor-two.ts';
import { crossEntropyGradient as forgotOneHot } from './wrong/forgot-one-hot.ts';
import { crossEntropyGradient as forgotSoftmax } from './wrong/forgot-softmax.ts';
import { crossEntropyGradient as labelsFromOne } from './wrong/labels-from-one.ts';
import { crossEntropyGradient as logProbabilities } from './wrong/log-probabilities.ts';
import { crossEntropyGradient as lossNotGradient } from './wrong/loss-not-gradient.ts';
import { crossEntropyGradient as missingMean } from './wrong/missing-mean.ts';
import { crossEntropyGradient as mseForClassification } from './wrong/mse-for-classification.ts';
import { crossEntropyGradient as noMaxShift } from './wrong/no-max-shift.ts';
import { crossEntropyGradient as normalisesWithoutExp } from './wrong/normalises-without-exp.ts';
import { crossEntropyGradient as returnsZeros } from './wrong/returns-zeros.ts';
import { crossEntropyGradient as rowsAveraged } from './wrong/rows-averaged.ts';
import { crossEntropyGradient as shiftsByBatchMax } from './wrong/shifts-by-batch-max.ts';
import { crossEntropyGradient as sigmoidForSoftmax } from './wrong/sigmoid-for-softmax.ts';
import { crossEntropyGradient as signFlipped } from './wrong/sign-flipped.ts';
import { crossEntropyGradient as softmaxAppliedTwice } from './wrong/softmax-applied-twice.ts';
import { crossEntropyGradient as softmaxOverEverything } from './wrong/softmax-over-everything.ts';
import { crossEntropyGradient as softmaxWrongAxis } from './wrong/softmax-wrong-axis.ts';
import { crossEntropyGradient as stopsAtTheProbabilities } from './wrong/stops-at-the-probabilities.ts';
import { crossEntropyGradient as transposed } from './wrong/transposed.ts';

type Rows = readonly (readonly number[])[];

/** The loss whose gradient is asked for: mean over rows of log(sum(exp(row))) - row[label], shifted by the row's maximum. */
export function meanCrossEntropy(logits: Rows, labels: readonly number[]): number {
  let total = 0;
  for (const [i, row] of logits.entries()) {
    const top = row.reduce((a, b) => Math.max(a, b));
    let sum = 0;
    for (const logit of row) sum += Math.exp(logit - top);
    total += top + Math.log(sum) - row[labels[i]!]!;
  }
  return total / logits.length;
}

const STEP = 1e-4;
/** Central differences are off by O(STEP²) and by rounding of about |loss| · 2^-52 / STEP; the loss stays below 2000. */
const DIFFERENCE_TOLERANCE = 1e-7;

function slope(logits: Rows, labels: readonly number[], i: number, k: number): number {
  const nudged = (by: number): Rows =>
    logits.map((row, r) => (r === i ? row.map((logit, c) => (c === k ? logit + by : logit)) : row));
  return (meanCrossEntropy(nudged(STEP), labels) - meanCrossEntropy(nudged(-STEP), labels)) / (2 * STEP);
}

/** The right answer for [logits, labels], [m, K] → [m, K]. Throws when solution and central differences disagree. */
export function checkedGradient(
  logits: Rows,
  labels: readonly number[],
  solve: (logits: number[][], labels: number[]) => number[][] = crossEntropyGradient,
): number[][] {
  const gradient = solve(
    logits.map((row) => [...row]),
    [...labels],
  );
  for (const [i, row] of logits.entries()) {
    for (const k of row.keys()) {
      const expected = slope(logits, labels, i, k);
      if (!(Math.abs(gradient[i]![k]! - expected) <= DIFFERENCE_TOLERANCE))
        throw new ChalkgradError(
          `cross-entropy-gradient: the reference gives ${gradient[i]![k]} at [${i}][${k}], central differences give ${expected}`,
          'the reference or the loss in check.ts is wrong; no answer may be graded with it.',
        );
    }
  }
  return gradient;
}

const rowsOf = (value: Value | undefined): Rows => value as Rows;
const labelsOf = (value: Value | undefined): readonly number[] => value as readonly number[];

/** Three decimals, so that a case can be printed, read and copied exactly. */
const short = (value: number): number => Math.round(value * 1000) / 1000 + 0;

function randomLogits(random: Generator, m: number, K: number): number[][] {
  return Array.from({ length: m }, () => Array.from({ length: K }, () => short(random.normal(0, 2))));
}

const randomLabels = (random: Generator, m: number, K: number): number[] =>
  Array.from({ length: m }, () => random.integer(K));

function knownCases(): readonly Case[] {
  const byHand = [
    [0, 0, 0],
    [0, Math.log(2), Math.log(3)],
  ]; // softmax is 1/3 1/3 1/3 and 1/6 2/6 3/6
  const small = [
    [2, 1, 0, -1],
    [0.5, 0.5, -1, 3],
    [-2, 0, 1, 1],
  ];
  return [
    { id: 'by-hand', part: 'known', args: [byHand, [2, 0]] },
    { id: 'three-by-four', part: 'known', args: [small, [0, 3, 1]] },
  ];
}

function trapCases(seed: number): readonly Case[] {
  const random = new Generator(seed).fork('cross-entropy-gradient');
  const of = (id: string, m: number, K: number, labels = randomLabels(random, m, K)): Case => ({
    id,
    part: 'traps',
    args: [randomLogits(random, m, K), labels],
  });
  const tall = of('tall', 5, 3, [1, 2, 1, 0, 1]);
  const shifts = Array.from({ length: 5 }, () => random.integer(41) - 20);
  const shifted = rowsOf(tall.args[0]).map((row, i) => row.map((logit) => short(logit + shifts[i]!)));
  return [
    tall,
    { id: 'shifted', part: 'traps', args: [shifted, tall.args[1]!] },
    of('wide', 2, 7),
    of('one-row', 1, 4),
    of('square', 4, 4, [3, 0, 0, 2]),
    of('one-class-only', 6, 2, [1, 1, 1, 1, 1, 1]),
  ];
}

function stabilityCases(): readonly Case[] {
  const mixed = [
    [1000, 0, -1000],
    [-1000, -1000, -999],
    [1000, 999, 998],
    [0, -1000, 1],
  ];
  const far = [
    [1000, 1000, 1000, 1000, 1000],
    [-1000, -1002, -1001, -1000, -1003],
  ];
  return [
    { id: 'thousands', part: 'stability', args: [mixed, [1, 2, 0, 0]] },
    { id: 'far-apart', part: 'stability', args: [far, [4, 0]] },
  ];
}

const en: ExerciseWords = {
  answerName: 'gradient',
  argNames: ['logits', 'labels'],
  cases: {
    'by-hand': 'two rows you can work out by hand',
    'three-by-four': 'three rows, four classes',
    tall: 'five rows, three classes, random',
    shifted: 'the same five rows, each moved up or down by a constant: the gradient must not change',
    wide: 'two rows, seven classes, random',
    'one-row': 'a batch of one',
    square: 'four rows, four classes, random',
    'one-class-only': 'six rows that all have the same label',
    thousands: 'logits of a thousand, up and down',
    'far-apart': 'one row at 1000, one at −1000',
  },
  diagnoses: {
    'missing-mean': {
      title: 'Missing 1/m',
      advice:
        'Your gradient belongs to the sum of the losses. The loss here is their mean over the m rows: divide by m.',
    },
    'sign-flipped': {
      title: 'Sign flipped',
      advice: 'This is one-hot minus softmax, the way down. The gradient points up: softmax minus one-hot.',
    },
    'softmax-wrong-axis': {
      title: 'Softmax over the wrong axis',
      advice:
        'Your probabilities sum to 1 down each column. Each row is one example: it must sum to 1 across its classes.',
    },
    'diagonal-only-jacobian': {
      title: 'Only the diagonal of the Jacobian',
      advice:
        'Only the label’s cell has a gradient. Every logit of a row is in the softmax’s denominator, so every probability depends on all of them: the other cells are not 0.',
    },
    'no-max-shift': {
      title: 'Softmax without the shift',
      advice:
        'The formula is right, but Math.exp(1000) is Infinity and Infinity / Infinity is NaN. Subtract the row’s largest logit first; no probability changes.',
    },
    'shifts-by-batch-max': {
      title: 'Shifted by the maximum of the whole batch',
      advice: 'A row far below that maximum becomes all zeros, and 0 / 0 is NaN. Give each row its own maximum.',
    },
    'divides-by-classes': {
      title: 'Divides by K, not by m',
      advice: 'The mean runs over the m rows. You divided by the number of classes.',
    },
    'divides-by-all-cells': {
      title: 'Divides by m·K',
      advice: 'The loss has one term for each row, not for each cell: divide by the m rows only.',
    },
    'factor-two': {
      title: 'A factor of 2 too many',
      advice: 'The 2 comes from differentiating a square. Cross-entropy has none.',
    },
    'forgot-one-hot': {
      title: 'The label never enters',
      advice: 'These are the probabilities, divided by m. At the label’s cell the gradient also has a −1.',
    },
    'forgot-softmax': {
      title: 'Logits where probabilities belong',
      advice: 'You subtracted the one-hot row from the logits. Turn each row into probabilities first.',
    },
    'normalises-without-exp': {
      title: 'Normalised without the exponential',
      advice:
        'Dividing logits by their sum gives no probabilities; some are negative. Exponentiate first, then divide.',
    },
    'sigmoid-for-softmax': {
      title: 'Sigmoid instead of softmax',
      advice: 'A sigmoid looks at one logit alone. Here the classes compete: the K probabilities of a row sum to 1.',
    },
    'softmax-applied-twice': {
      title: 'Softmax twice',
      advice: 'Your probabilities went through softmax a second time. Once is enough.',
    },
    'softmax-over-everything': {
      title: 'Softmax over the whole batch',
      advice: 'You divided by one sum for all rows. Each row is an example of its own, with its own sum.',
    },
    'log-probabilities': {
      title: 'Log-probabilities where probabilities belong',
      advice: 'The logarithm is in the loss. Its derivative leaves plain probabilities.',
    },
    'loss-not-gradient': {
      title: 'The loss, not its gradient',
      advice: 'These are the terms −log p of the loss. The question is how they change with each logit.',
    },
    'stops-at-the-probabilities': {
      title: 'Stops at the probabilities',
      advice:
        '−1/p is the derivative with respect to the probability. One more step of the chain rule leads to the logits.',
    },
    'mse-for-classification': {
      title: 'The gradient of a squared error',
      advice: 'This is the derivative of ½‖p − onehot‖². The loss here is −log of the label’s probability.',
    },
    'labels-from-one': {
      title: 'Labels counted from 1',
      advice: 'The −1 sits one column too far left. Labels count from 0: label 0 is the first column.',
    },
    'rows-averaged': {
      title: 'The rows were averaged away',
      advice: 'You return one row for the whole batch. Each of the m examples has its own K numbers.',
    },
    transposed: {
      title: 'Rows and columns exchanged',
      advice: 'You return K rows of m numbers. The gradient has the shape of the logits: m rows of K.',
    },
    'returns-zeros': {
      title: 'All zeros',
      advice:
        'Every cell is 0. A gradient of zeros says that nothing can be learned here; yours is still to be written.',
    },
  },
  facts: {
    'rows-sum-to-zero':
      'Each row of the right gradient sums to 0, because adding a constant to a whole row changes no probability. A row of yours does not.',
  },
};

const points: Readonly<Record<PartId, number>> = { known: 4, traps: 4, stability: 2 };

export const exercise: Exercise = {
  slug: 'cross-entropy-gradient',
  exportName: 'crossEntropyGradient',
  points,
  // Loose enough for any honest float64 formula, tight enough for every mistake in wrong/.
  tolerance: { atol: 1e-9, rtol: 1e-6 },
  cases: (seed) => [...knownCases(), ...trapCases(seed), ...stabilityCases()],
  expected: ([logits, labels]) => checkedGradient(rowsOf(logits), labelsOf(labels)),
  sizes: ([logits]) => ({ m: rowsOf(logits).length, K: rowsOf(logits)[0]!.length }),
  wrong: {
    'missing-mean': missingMean,
    'sign-flipped': signFlipped,
    'softmax-wrong-axis': softmaxWrongAxis,
    'diagonal-only-jacobian': diagonalOnlyJacobian,
    'no-max-shift': noMaxShift,
    'shifts-by-batch-max': shiftsByBatchMax,
    'divides-by-classes': dividesByClasses,
    'divides-by-all-cells': dividesByAllCells,
    'factor-two': factorTwo,
    'forgot-one-hot': forgotOneHot,
    'forgot-softmax': forgotSoftmax,
    'normalises-without-exp': normalisesWithoutExp,
    'sigmoid-for-softmax': sigmoidForSoftmax,
    'softmax-applied-twice': softmaxAppliedTwice,
    'softmax-over-everything': softmaxOverEverything,
    'log-probabilities': logProbabilities,
    'loss-not-gradient': lossNotGradient,
    'stops-at-the-probabilities': stopsAtTheProbabilities,
    'mse-for-classification': mseForClassification,
    'labels-from-one': labelsFromOne,
    'rows-averaged': rowsAveraged,
    transposed,
    'returns-zeros': returnsZeros,
  },
  facts: [
    {
      id: 'rows-sum-to-zero',
      holds: (_, answer) => rowsOf(answer).every((row) => Math.abs(row.reduce((a, b) => a + b, 0)) < 1e-6),
    },
  ],
  words: { en },
};
