import { beforeAll, describe, expect, it } from 'vitest';
import { BASES as FRAMEWORK_BASES, findRun, Generator, generateMotifs, loadSimd, type Tensor } from '#framework';
import type { RunInfo } from '../../../player/protocol.ts';
import { stepOf } from '../../parts/cells/recordedStep.ts';
import type { Applicant } from '../fairness/groups.ts';
import { headlines, laneLine, OFFERED } from './headlines.ts';
import { type Costs, cheapest, costAt, costCurve, lineFromCosts } from './loan.ts';
import { BASES, type Filter, filtersOf, fitOf, MOTIF, ranked, turned, wordColumns } from './logo.ts';
import { examinedOf, noiseOf, USUAL_NOISE } from './noise.ts';
import { swappedAroundBut, textOf, withoutDenial } from './review.ts';
import { alarmsOf, foundOf, HISTORY, NOISE, type Rivals, rivals, type Watched, watched } from './series.ts';
import { hardest, packed } from './seriesFacts.ts';

beforeAll(async () => {
  await loadSimd();
});

describe('filters as words', () => {
  it('are read with the letters and the motif of the generator', () => {
    expect(BASES).toBe(FRAMEWORK_BASES);
    const { motif } = generateMotifs(2, new Generator(1));
    const likeliest = Array.from({ length: motif.shape[1]! }, (_, j) => {
      const column = [0, 1, 2, 3].map((b) => (motif.toArray() as number[][])[b]![j]!);
      return BASES[column.indexOf(Math.max(...column))];
    });
    expect(likeliest.join('')).toBe(MOTIF);
  });

  it('turned by 180° are the reverse complement', () => {
    expect(turned(wordColumns('TGACTCA'))).toEqual(wordColumns('TGAGTCA'));
    expect(turned(wordColumns('AACG'))).toEqual(wordColumns('CGTT'));
  });

  it('fit where they lie, perfectly only on the word itself', () => {
    const empty = [0, 0, 0, 0];
    expect(fitOf([empty, ...wordColumns(MOTIF), empty])).toEqual({ offset: 1, correlation: expect.closeTo(1, 12) });
    expect(fitOf([empty, empty, ...wordColumns(MOTIF)])?.offset).toBe(2);
    expect(fitOf(wordColumns('TGACTC'))).toBeNull();
    expect(fitOf(wordColumns('TGAGTCA'))!.correlation).toBeLessThan(0.9);
    expect(fitOf(MOTIF.split('').map(() => empty))!.correlation).toBe(0);
  });

  it('after training two of eight have found it, as measured elsewhere', async () => {
    const filters = filtersOf(await stepOf('motif-cnn', 629)) as readonly Filter[];
    expect(filters).toHaveLength(8);
    const [first, second, third] = ranked(filters);
    expect([first!.filter, second!.filter]).toEqual([0, 6]);
    expect(first!.fit.correlation).toBeCloseTo(0.97, 1);
    expect(second!.fit.correlation).toBeCloseTo(0.89, 1);
    expect(third!.fit.correlation).toBeLessThan(0.7);
  }, 60_000);
});

describe('what a line costs', () => {
  const person = (chance: number, recorded: boolean): Applicant => ({ chance, group: 0, recorded, fair: recorded });
  const four = [person(0.2, true), person(0.4, true), person(0.6, false), person(0.8, true)];
  const costs: Costs = { badLoan: 5, lostCustomer: 1 };

  it('is told for a thousand people', () => {
    expect(costAt(four, 0.5, costs)).toBe((1000 * 7) / 4);
    expect(costAt(four, 0.8, costs)).toBe((1000 * 2) / 4);
    expect(costAt(four, 0, costs)).toBe((1000 * 5) / 4);
    expect(cheapest(four, costs)).toEqual({ threshold: 0.8, cost: 500 });
    expect(lineFromCosts(costs)).toBeCloseTo(5 / 6, 12);
  });

  it('is least where trying every line says so, and the curve agrees with each', () => {
    const random = new Generator(3);
    for (let round = 0; round < 20; round++) {
      const people = Array.from({ length: 40 }, () => {
        const chance = Math.round(100 * random.uniform()) / 100;
        return person(chance, random.uniform() < chance);
      });
      const prices = { badLoan: 1 + random.integer(6), lostCustomer: 1 + random.integer(6) };
      const lines = [...people.map(({ chance }) => chance), Number.POSITIVE_INFINITY].sort((a, b) => a - b);
      const bills = lines.map((line) => costAt(people, line, prices));
      const least = Math.min(...bills);
      expect(cheapest(people, prices)).toEqual({
        threshold: lines[bills.indexOf(least)],
        cost: expect.closeTo(least, 9),
      });
      for (const [part, cost] of costCurve(people, prices).entries())
        expect(cost).toBeCloseTo(costAt(people, part / 100, prices), 9);
    }
  });
});

describe('a review said otherwise', () => {
  const words = (text: string): string[] => text.split(' ');

  it('loses its first denial, or nothing', () => {
    expect(withoutDenial(words('the acting was not dull at all .'))).toEqual(words('the acting was dull at all .'));
    expect(withoutDenial(words('the soup was cold .'))).toBeNull();
  });

  it('has the halves of one sentence exchanged', () => {
    const said = words('we came . the soup was cold , but the bread was fresh . never again .');
    const wanted = words('we came . the bread was fresh , but the soup was cold . never again .');
    expect(swappedAroundBut(said)).toEqual(wanted);
    expect(swappedAroundBut(wanted)).toEqual(said);
    expect(swappedAroundBut(words('the soup was cold .'))).toBeNull();
  });

  it('is written as one writes', () => {
    expect(textOf(words('the soup was cold , but fresh .'))).toBe('the soup was cold, but fresh.');
  });
});

describe('the series and who rivals the network', () => {
  let found: Rivals;
  beforeAll(async () => {
    found = await rivals();
  }, 60_000);

  it('is the run’s own', async () => {
    const setup = await findRun('sine-gru').build({ seed: 7 });
    const [batch] = setup.loader.epoch(0);
    const [inputs, targets] = batch!.tensors as [Tensor, Tensor];
    const [id] = batch!.ids;
    expect(Array.from(inputs.dataSync().subarray(0, HISTORY))).toEqual(
      Array.from(found.values.slice(id!, id! + HISTORY)),
    );
    expect(targets.dataSync()[0]).toBe(found.values[id! + HISTORY]);
  });

  it('has errors as measured elsewhere, and the last value is the hardest to beat', () => {
    expect(found.lastValue).toBeCloseTo(0.23, 2);
    expect(found.yesterday).toBeCloseTo(0.33, 2);
    expect(found.forecaster).toBeCloseTo(0.144, 2);
    expect(found.forecaster).toBeGreaterThan(NOISE);
    expect(hardest(found)).toBe(2);
  });

  it('flatters nobody when windows are dealt at random', () => {
    expect(found.dealtAtRandom).toBeGreaterThan(NOISE);
    expect(Math.abs(found.dealtAtRandom - found.forecaster)).toBeLessThan(0.03);
  });

  it('has the noise that the figure draws', () => {
    expect(USUAL_NOISE).toBe(NOISE);
    expect(findRun('sine-gru').knobs['noise']!.default).toBe(USUAL_NOISE);
    expect(noiseOf({ config: {} } as unknown as RunInfo)).toBe(USUAL_NOISE);
    expect(noiseOf({ config: { knobs: 'history=6;noise=0.25' } } as unknown as RunInfo)).toBe(0.25);
    expect(
      examinedOf({
        evaluations: [
          { step: 25, metrics: { loss: 1, rmse: 0.5 } },
          { step: 50, metrics: {} },
        ],
      }),
    ).toEqual([{ step: 25, rmse: 0.5 }]);
  });
});

describe('the detector', () => {
  let strip: Watched;
  beforeAll(async () => {
    strip = await watched();
  }, 60_000);
  const at = (threshold: number, isRepaired: boolean) =>
    strip.watches.find((watch) => watch.threshold === threshold && watch.isRepaired === isRepaired)!;

  it('cries behind an anomaly more often than in one', () => {
    expect(alarmsOf(at(0.4, false), strip.anomalies)).toEqual({ all: 29, inside: 10, behind: 19, elsewhere: 0 });
  });

  it('finds the whole shift with a repaired memory, and believes only itself', () => {
    const repaired = at(0.4, true);
    const shift = strip.anomalies.find(({ kind }) => kind === 'shift')!;
    expect(foundOf(repaired, shift)).toBe(shift.to - shift.from);
    const { all, inside } = alarmsOf(repaired, strip.anomalies);
    expect(all - inside).toBeGreaterThan(19);
  });

  it('is packed without losing an alarm', () => {
    const { watches, anomalies } = packed(strip);
    expect(watches.map(({ alarms }) => alarms)).toEqual(strip.watches.map(({ alarms }) => alarms));
    expect(watches[2]!.counts).toEqual(alarmsOf(strip.watches[2]!, strip.anomalies));
    expect(anomalies).toHaveLength(6);
    expect(Math.abs(watches[0]!.residuals[5]! - strip.watches[0]!.residuals[5]!)).toBeLessThan(0.0051);
  });
});

describe('the reader of reviews', () => {
  it('reads a review of one’s own as the batches have theirs, and says what it cannot read', async () => {
    const setup = await findRun('reviews-transformer').build({ seed: 7, testExamples: 8, knobs: { examples: 400 } });
    const { batch } = setup.letters!;
    const [inputs, targets] = batch('The acting was not dull at all.', null).tensors as [Tensor, Tensor];
    const words = Array.from(inputs.dataSync()).flatMap((token) => (token === 0 ? [] : [setup.vocabulary![token]]));
    expect(inputs.shape).toEqual([1, 40]);
    expect(words).toEqual(['the', 'acting', 'was', 'not', 'dull', 'at', 'all', '.']);
    expect(Array.from(targets.dataSync())).toEqual([1]);
    expect(() => batch('The acting was zany.', null)).toThrow('zany');
    expect(() => batch('the '.repeat(41), null)).toThrow('41 words and signs');
    expect(() => batch('', null)).toThrow('0 words');
  });
});

describe('headlines', () => {
  it('have siblings that exist, and the lane is numbers', () => {
    for (const { sibling } of headlines) expect(findRun(sibling).name).toBe(sibling);
    expect(OFFERED[laneLine()]).toBe('number');
  });
});
