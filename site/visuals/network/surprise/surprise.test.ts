import { beforeAll, describe, expect, it } from 'vitest';
import { findRun, Generator, noGrad, precision, recall, tensor } from '#framework';
import type { StepTrace } from '../../../player/protocol.ts';
import { Timeline } from '../../../player/Timeline.ts';
import type { TrackSpec } from '../../../player/TrackSpec.ts';
import { parseTrack } from '../../../player/trackText.ts';
import { stepOf } from '../../parts/cells/recordedStep.ts';
import { dotAt, placesOf, scoreUnder, topFor } from './paintSurprise.ts';
import { chanceOf, lineOf, lineOver, meanIfFlipped, type Price, pointsAt, priceAt, slopeAt, surpriseOf } from './surprise.ts'; // biome-ignore format: one import
import { histogramOf, nearby, outcomeOf } from './threshold.ts';

/** One step of each of these tracks. */
async function stepsOf(tracks: readonly string[], step: number): Promise<readonly StepTrace[]> {
  const nothing = (): void => {};
  const timeline = await Timeline.open(
    tracks.map((track) => parseTrack(track) as TrackSpec),
    { onMetrics: nothing, onEvaluation: nothing, onKeyframe: nothing, onEnding: nothing },
    { keepWhole: Number.POSITIVE_INFINITY },
  );
  timeline.look({ observes: ['probabilities', 'decisionMap', 'plane'] });
  const found = (await timeline.show(step)) ?? [];
  return found.map((trace) => trace!);
}

const wrong = ['', '!mse-for-classification', '!sigmoid-twice', '!missing-one-minus-y-term', '!missing-mean'];
let traces: readonly StepTrace[];
beforeAll(async () => {
  const tracks = wrong.map((bug) => `clouds-logistic.7${bug}`);
  traces = [...(await stepsOf(tracks.slice(0, 4), 3)), ...(await stepsOf(tracks.slice(4), 3))]; // a timeline has four
}, 60_000);

describe('prices', () => {
  const kinds: readonly Price[] = ['surprise', 'squared', 'twice', 'yesOnly', 'surprise'];

  it('are told by what the step did, and their mean is its loss, right or wrong', () => {
    for (const [i, kind] of kinds.entries()) {
      const found = surpriseOf(traces[i]!)!;
      expect(found.price, wrong[i]).toBe(kind);
      expect(found.dots).toHaveLength(200);
      expect(found.isTheirMean, wrong[i]).toBe(true);
      const mean = found.dots.reduce((sum, { price }) => sum + price, 0) / 200;
      expect(Math.abs(mean / traces[i]!.loss - 1), wrong[i]).toBeLessThan(1e-5);
    }
  });

  it('have the slope that the step sent back; without the mean it is m times as large', () => {
    for (const [i, kind] of kinds.entries()) {
      const times = wrong[i] === '!missing-mean' ? 200 : 1;
      for (const { z, label, slope, chance } of surpriseOf(traces[i]!)!.dots) {
        expect(Math.abs(slope! - times * slopeAt(kind, z, label)), wrong[i]).toBeLessThan(1e-5 * times);
        expect(chance).toBeCloseTo(chanceOf(z), 5);
      }
    }
  });

  it('have slopes that a small step confirms, and survive a score of a thousand', () => {
    for (const kind of kinds)
      for (const y of [0, 1])
        for (const z of [-3, -0.5, 0, 2]) {
          const measured = (priceAt(kind, z + 1e-5, y) - priceAt(kind, z - 1e-5, y)) / 2e-5;
          expect(Math.abs(measured - slopeAt(kind, z, y)), `${kind} ${z} ${y}`).toBeLessThan(1e-9);
        }
    expect(priceAt('surprise', 1000, 0)).toBe(1000);
    expect(priceAt('surprise', -1000, 0)).toBe(0);
  });

  it('rise by what a turned label costs more, over m', () => {
    const found = surpriseOf(traces[0]!)!;
    const { z, label } = found.dots[17]!;
    const more = priceAt('surprise', z, 1 - label) - priceAt('surprise', z, label);
    expect(meanIfFlipped(found, new Set([17]))).toBeCloseTo(found.mean + more / 200, 12);
    expect(meanIfFlipped(found, new Set())).toBe(found.mean);
  });

  it('are none where no yes-or-no question was asked', async () => {
    expect(surpriseOf(await stepOf('three-clouds', 1))).toBeNull();
    expect(surpriseOf(await stepOf('line-regression', 1))).toBeNull();
  });
});

describe('the line', () => {
  it('is the one that made the scores, costs what the step says, and points at the dots', () => {
    const [trace] = traces;
    const { line, network } = lineOf(trace!)!;
    const { dots } = surpriseOf(trace!)!;
    for (const [i, { x, y }] of network.points.entries())
      expect(line.w[0] * x + line.w[1] * y + line.b).toBeCloseTo(dots[i]!.z, 4);
    const { right, mean } = lineOver(network, line);
    expect(mean).toBeCloseTo(trace!.loss, 4);
    expect(right / 200).toBeCloseTo(trace!.metrics['accuracy']!, 12);
    expect(pointsAt(network, line)).toBe(0);
    expect(pointsAt(network, { w: [-line.w[0], -line.w[1]], b: 0 })).toBe(1);
    expect(pointsAt(network, { w: [-line.w[1], line.w[0]], b: 0 })).toBe(2);
    expect(pointsAt(network, { w: [0, 0], b: 0 })).toBeNull();
  });
});

describe('the sheet', () => {
  const sheet = { width: 600, height: 340, em: 15, top: 4, stack: 60 };

  it('keeps what lies further out at its edge, and finds the dot under a pointer', () => {
    const { x, y, left, right } = placesOf(sheet);
    expect([x(-40), x(40)]).toEqual([left, right]);
    expect(y(9)).toBe(y(4));
    const dots = [
      { z: -2, height: 1 },
      { z: 3, height: 0.5 },
    ];
    expect(dotAt(sheet, dots, x(3) + 4, y(0.5) - 3)).toBe(1);
    expect(dotAt(sheet, dots, x(0), y(3))).toBeNull();
    expect(scoreUnder(sheet, x(2.3))).toBe(2.3);
    expect([topFor([0.2]), topFor([1.5, 3]), topFor([40])]).toEqual([1, 4, 8]);
  });
});

describe('a threshold', () => {
  it('is of all who are examined: its accuracy at one half is the examination’s, and of always-yes the share of those who repaid', async () => {
    const trace = await stepOf('credit-logistic', 20, ['examined']);
    const found = histogramOf(trace)!;
    const all = outcomeOf(found, 0);
    expect(all.hits + all.falseAlarms).toBe(4000);
    expect([all.misses, all.spared, all.recall]).toEqual([0, 0, 1]);
    expect(all.accuracy).toBeCloseTo(0.596, 3);
    // The same weights, examined by the run.
    const { model, evaluate } = await findRun('credit-logistic').build({ seed: 7, testExamples: 4000 });
    const weights = new Map(trace.updates.map(({ label, before }) => [label, trace.tensors.get(before)!.values]));
    noGrad(() => {
      for (const [name, parameter] of model.namedParameters()) parameter.copyFrom_(weights.get(name)!);
    });
    expect(outcomeOf(found, 50).accuracy).toBeCloseTo(evaluate()['accuracy']!, 3);
  });

  it('gives what the framework’s precision and recall give', () => {
    const random = new Generator(3);
    const people = Array.from({ length: 300 }, () => ({ z: random.normal(0.3, 2), label: random.integer(2) }));
    const counted = (label: number): number[] =>
      Array.from(
        { length: 100 },
        (_, part) => people.filter((one) => one.label === label && Math.floor(100 * chanceOf(one.z)) === part).length,
      );
    const { precision: called, recall: found } = outcomeOf({ noes: counted(0), yeses: counted(1) }, 50);
    const outputs = tensor(people.map(({ z }) => z));
    const targets = tensor(
      people.map(({ label }) => label),
      { dtype: 'int32' },
    );
    expect(called).toBeCloseTo(precision(outputs, targets), 12);
    expect(found).toBeCloseTo(recall(outputs, targets), 12);
  });

  it('counts whom it calls, and who stands near it', () => {
    const histogram = { noes: [3, 1, 0, 0], yeses: [0, 1, 2, 4] };
    expect(outcomeOf(histogram, 2)).toEqual({
      threshold: 0.5,
      hits: 6,
      falseAlarms: 0,
      misses: 1,
      spared: 4,
      accuracy: 10 / 11,
      precision: 1,
      recall: 6 / 7,
    });
    expect(outcomeOf(histogram, 4)).toMatchObject({ precision: 0, recall: 0 });
    expect(nearby(histogram, 1, 1)).toEqual({ count: 5, share: 0.2 });
    expect(nearby({ noes: [0, 0], yeses: [0, 1] }, 0, 1)).toEqual({ count: 0, share: 0 });
  });
});
