// Rows laid place by place, and the last layer's columns with them: another matrix, the same network.
import { describe, expect, it } from 'vitest';
import { findRun, fit, type KnobValues } from '../index.ts';

async function learned(knobs: KnobValues) {
  const setup = await findRun('digits-cnn').build({ seed: 7, examples: 960, testExamples: 200, epochs: 2, knobs });
  const first = [...setup.model.stateDict()['linear.weight']!.dataSync()];
  const losses: number[] = [];
  for await (const { type, metrics } of fit(setup, { validate: false }))
    if (type === 'step') losses.push(metrics['loss']!);
  return { first, losses, last: setup.model.stateDict(), examined: setup.evaluate() };
}

describe('digits-cnn with layout=hwc', () => {
  it('has the columns of the last layer elsewhere, and learns what it learned', async () => {
    const [chw, hwc] = [await learned({}), await learned({ layout: 'hwc' })];
    const [channels, side] = [16, 7];
    const placeOf = (column: number): number => {
      const [c, place] = [Math.floor(column / side ** 2), column % side ** 2];
      return place * channels + c;
    };
    const columns = channels * side ** 2;
    for (const column of [0, 1, 50, 783])
      for (const row of [0, 9])
        expect(hwc.first[row * columns + placeOf(column)]).toBe(chw.first[row * columns + column]);
    expect(hwc.first).not.toEqual(chw.first);
    for (const [i, loss] of chw.losses.slice(0, 20).entries()) expect(hwc.losses[i]).toBeCloseTo(loss, 3);
    expect(hwc.examined['accuracy']).toBeCloseTo(chw.examined['accuracy']!, 1);
    // As it lies, it is another network's: the shapes fit, and the answers do not.
    const setup = await findRun('digits-cnn').build({ seed: 7, examples: 960, testExamples: 200 });
    setup.model.loadStateDict(hwc.last);
    expect(setup.evaluate()['loss']).toBeGreaterThan(chw.examined['loss']! + 0.1);
  });

  it('refuses an order that there is not', async () => {
    await expect(findRun('digits-cnn').build({ knobs: { layout: 'cwh' } })).rejects.toThrow('layout');
  });
});
