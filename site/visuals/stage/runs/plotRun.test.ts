import { describe, expect, it } from 'vitest';
import { stringsFor } from '../../../i18n/index.ts';
import type { CurveNumbers } from './curveNumbers.ts';
import { plotRun } from './plotRun.ts';

const words = stringsFor('en').runs;
const run = { metric: 'accuracy', better: 'higher', threshold: 0.9 } as const;
const curve = (values: readonly number[], accuracy: number): CurveNumbers => ({
  losses: { loss: values.map((value, step) => ({ step, value })) },
  evaluations: [{ step: values.length, metrics: { loss: 0.5, accuracy } }],
});
const paths = (markup: string, kind: string): string[] =>
  [...markup.matchAll(new RegExp(`class="${kind}" d="([^"]*)"`, 'g'))].map(([, d]) => d!);

describe('the drawing of a learning curve', () => {
  it('is one line for the recorded loss, from edge to edge, high loss high up', () => {
    const [line] = paths(
      plotRun({ run, totalSteps: 3, recorded: curve([2, 1, 0], 0.95), live: null }, words),
      'run-loss-1 run-recorded',
    );
    const places = [...line!.matchAll(/[ML]([\d.]+) ([\d.-]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
    expect(places.map(([x]) => x)).toEqual([0, 250, 500]);
    expect(places[0]![1]).toBeLessThan(places[2]![1]!);
    expect(places[2]![1]).toBeCloseTo(100, 0);
  });

  it('puts the live line over the recorded one, on an axis that holds both', () => {
    const markup = plotRun({ run, totalSteps: 3, recorded: curve([1, 1, 1], 0.95), live: curve([4, 1], 0.5) }, words);
    expect(markup).toContain('data-live');
    const [recorded, live] = [paths(markup, 'run-loss-1 run-recorded')[0]!, paths(markup, 'run-loss-1 run-live')[0]!];
    expect(markup.indexOf(recorded)).toBeLessThan(markup.indexOf(live));
    for (const [, y] of live.matchAll(/ ([\d.-]+)/g)) expect(Number(y)).toBeGreaterThanOrEqual(0);
  });

  it('breaks the line where the loss is no number', () => {
    const markup = plotRun({ run, totalSteps: 4, recorded: curve([2, Number.NaN, 1, 1], 0.9), live: null }, words);
    expect(paths(markup, 'run-loss-1 run-recorded')[0]!.match(/M/g)).toHaveLength(2);
    expect(markup).not.toContain('NaN');
  });

  it('names both losses of two players, and says the promise', () => {
    const two = {
      ...curve([1, 1], 0.9),
      losses: { loss: [{ step: 0, value: 1 }], discriminatorLoss: [{ step: 0, value: 2 }] },
    };
    const markup = plotRun({ run, totalSteps: 2, recorded: two, live: null }, words);
    expect(markup).toContain(words.losses['loss']);
    expect(markup).toContain(words.losses['discriminatorLoss']);
    expect(markup).not.toContain(words.figure.testLoss);
    expect(markup).toContain('promised: at least 90 %');
  });

  it('holds nothing of a run that has no numbers yet but its promise', () => {
    const markup = plotRun({ run, totalSteps: 10, recorded: null, live: { losses: {}, evaluations: [] } }, words);
    expect(paths(markup, 'run-promise')).toHaveLength(1);
    expect(markup).not.toMatch(/NaN|Infinity|undefined/);
  });
});
