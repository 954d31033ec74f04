import { expect, it } from 'vitest';
import { stepOf } from '../../parts/cells/recordedStep.ts';
import { firstHeight, HIGHEST } from './firstHeight.ts';

it('keeps more room for a graph with more beside each other, and no more than the stage shows before it scrolls', async () => {
  const [line, walk, deep] = [
    firstHeight(await stepOf('line-regression', 0)),
    firstHeight(await stepOf('names-lstm', 0)),
    firstHeight(await stepOf('tiny-gpt', 0)),
  ];
  expect(line).toBeGreaterThan(100);
  expect(walk).toBeGreaterThan(line);
  for (const height of [line, walk, deep]) expect(height).toBeLessThanOrEqual(HIGHEST);
});
