import { expect, it } from 'vitest';
import check from '../../../../exercises/which-ladder/check.ts';
import { reachOf, sixLadders } from './sixLadders.ts';

/** The numbers that stand in a question: h₁, h₈ and g₁. */
const said = (title: string): readonly number[] =>
  [...title.matchAll(/[₁₈] ([\d.e-]+)/g)].map(([, number]) => Number(number));

it('draws the ladders of which the exercise tells three numbers each', async () => {
  const ladders = await sixLadders();
  expect(ladders.map(({ id }) => id)).toEqual(check.questions!.map(({ id }) => id));
  for (const [i, { answers, gradients }] of ladders.entries()) {
    const [first, last, gradient] = said(check.questions![i]!.title);
    expect(answers).toHaveLength(8);
    expect(gradients).toHaveLength(9);
    expect(Math.abs(answers[0]! / first! - 1)).toBeLessThan(0.06);
    expect(Math.abs(answers[7]! / last! - 1)).toBeLessThan(0.06);
    if (gradient === 0) expect(gradients[0]).toBe(0);
    else expect(Math.abs(gradients[0]! / gradient! - 1)).toBeLessThan(0.06);
  }
  expect([1e-13, 1e-4, 1e5, 1e9, 0].map(reachOf)).toEqual([0, 0.5, 1, 1, 0]);
}, 60_000);
