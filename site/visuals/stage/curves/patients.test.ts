import { describe, expect, it } from 'vitest';
import check from '../../../../exercises/curve-clinic/check.ts';
import { heightOf, patientsOf, pointsOf } from './patients.ts';

describe('patientsOf', () => {
  it('reads both curves of every question, digit by digit', () => {
    const patients = patientsOf(check.questions!);
    expect(patients).toHaveLength(6);
    for (const [i, { name, training, held }] of patients.entries()) {
      expect(training).toHaveLength(8);
      const text = (losses: readonly number[]): string => losses.map((loss) => loss.toFixed(2)).join(' ');
      expect(check.questions![i]!.title).toBe(`${name}. Training: ${text(training)}. Held out: ${text(held)}.`);
    }
  });

  it('refuses a question with half a curve', () => {
    expect(() => patientsOf([{ id: 'x', title: '1.00 2.00 3.00' }])).toThrow("'x' holds 3 losses");
  });

  it('gives every power of ten the same room, and draws from left to right', () => {
    expect([0.01, 0.1, 1, 10, 100, 1000].map((loss) => Number(heightOf(loss).toFixed(6)))).toEqual([0, 0, 0.333333, 0.666667, 1, 1]); // biome-ignore format: one line reads better
    expect(pointsOf([100, 0.1], 30, 60)).toBe('0.0,0.0 30.0,60.0');
  });
});
