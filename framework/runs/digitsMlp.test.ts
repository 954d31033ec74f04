import { describe, expect, it } from 'vitest';
import { findRun, fit, listen } from '../index.ts';

/** The first batch's scores [32, 10], and its loss. */
async function firstStep(outputBias: number): Promise<{ scores: number[]; labels: number[]; loss: number }> {
  const setup = await findRun('digits-mlp').build({ seed: 7, examples: 64, testExamples: 8, knobs: { outputBias } });
  let scores: number[] = [];
  let labels: number[] = [];
  const stop = listen((event) => {
    if (event.type === 'step.begin') labels = [...event.batch[1]!.read()];
    if (event.type === 'op.fwd' && event.output.shape.join() === '32,10' && scores.length === 0)
      scores = [...event.output.read()];
  });
  try {
    for await (const { type, metrics } of fit(setup, { validate: false }))
      if (type === 'step') return { scores, labels, loss: metrics['loss']! };
  } finally {
    stop();
  }
  throw new Error('no step was made');
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('digits-mlp', () => {
  it('with an output that starts ahead costs what its scores say, and more than chance', async () => {
    const [plain, ahead] = [await firstStep(0), await firstStep(3)];
    expect(plain.loss).toBeGreaterThan(Math.log(10) - 0.2);
    expect(plain.loss).toBeLessThan(Math.log(10) + 0.2);
    for (const [cell, score] of plain.scores.entries())
      expect(ahead.scores[cell]).toBeCloseTo(score + (cell % 10 === 0 ? 3 : 0), 5);
    const costs = ahead.labels.map((label, row) => {
      const own = plain.scores.slice(10 * row, 10 * row + 10).map((score, digit) => score + (digit === 0 ? 3 : 0));
      return Math.log(own.reduce((sum, score) => sum + Math.exp(score), 0)) - own[label]!;
    });
    expect(ahead.loss).toBeCloseTo(meanOf(costs), 5);
    expect(ahead.loss).toBeGreaterThan(plain.loss + 0.3);
  });
});
