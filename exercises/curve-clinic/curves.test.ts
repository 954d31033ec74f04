import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import check from './check.ts';

describe('the curve clinic', () => {
  const questions = check.questions!;
  const numbers = questions.map(({ title }) => (title.match(/\d+\.\d+/g) ?? []).map(Number));
  const curves = Object.fromEntries(questions.map(({ id }, i) => [id, { training: numbers[i]!.slice(0, 8), held: numbers[i]!.slice(8) }])); // biome-ignore format: one line reads better

  it('says in the start what the questions say', () => {
    const start = readFileSync(new URL('./start.ts', import.meta.url), 'utf8');
    for (const { id, title } of questions) {
      const [, training, held] = title.match(/(Training: .*?)\. (Held out: .*)$/)!;
      expect(start, id).toContain(training);
      expect(start, id).toContain(held);
    }
  });

  it('shows in each curve what its name is told by', () => {
    const { ada, ben, cem, dov, eve, fay } = curves as Record<string, { training: number[]; held: number[] }>;
    expect(new Set(ada!.held).size, 'nothing moves').toBe(1);
    expect(Math.min(...ben!.training), 'a floor of ln(e + 2) - 1').toBeGreaterThan(Math.log(Math.E + 2) - 1);
    expect(cem!.training.at(-1)!, 'the healthy one goes below it').toBeLessThan(Math.log(Math.E + 2) - 1);
    for (const epoch of [5, 6, 7])
      expect(dov!.held[epoch]!, 'held-out rows were seen').toBeLessThan(0.9 * cem!.held[epoch]!);
    expect(dov!.held.at(-1)!).toBeLessThan(dov!.training.at(-1)!);
    expect(cem!.held.at(-1)!, 'no leak').toBeGreaterThan(cem!.training.at(-1)! * 0.8);
    expect(eve!.training[0]!, 'ahead at first').toBeLessThan(cem!.training[0]!);
    expect(Math.max(...eve!.held.slice(1)), 'and behind later').toBeGreaterThan(1.5 * cem!.held.at(-1)!);
    expect(fay!.training[0]!, 'a sum over eight').toBeGreaterThan(3);
  });
});
