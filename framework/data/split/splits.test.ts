import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ChalkgradError,
  Generator,
  groupedSplit,
  kFold,
  type Rows,
  randomSplit,
  seriesWindows,
  splitSeries,
  stratifiedKFold,
  stratifiedSplit,
  tensor,
  timeSplit,
  tokenWindows,
  zeros,
} from '../../index.ts';

const everyRowOnce = (parts: readonly Rows[], n: number): void => {
  const all = parts.flatMap((rows) => [...rows]).sort((a, b) => a - b);
  expect(all).toEqual(Array.from({ length: n }, (_, i) => i));
};
const shares = fc.constantFrom([0.8, 0.2], [0.7, 0.15, 0.15], [0.5, 0.5], [1 / 3, 1 / 3, 1 / 3]);
const labels = fc.array(fc.nat(3), { minLength: 12, maxLength: 80 });

describe('randomSplit', () => {
  it('puts every row into one part, in sizes within one of the shares', () => {
    fc.assert(
      fc.property(fc.integer({ min: 12, max: 200 }), shares, fc.nat(99), (n, parts, seed) => {
        const split = randomSplit(n, parts, new Generator(seed));
        everyRowOnce(split, n);
        split.forEach((rows, i) => {
          expect(Math.abs(rows.length - parts[i]! * n)).toBeLessThan(1);
        });
      }),
    );
  });

  it('depends on the seed alone', () => {
    const split = (seed: number): unknown => randomSplit(50, [0.8, 0.2], new Generator(seed)).map((rows) => [...rows]);
    expect(split(1)).toEqual(split(1));
    expect(split(1)).not.toEqual(split(2));
  });

  it('refuses shares that make no whole and parts without rows', () => {
    expect(() => randomSplit(10, [0.8, 0.1], new Generator(0))).toThrow(/shares 0\.8, 0\.1 do not make a whole/);
    expect(() => randomSplit(10, [1.2, -0.2], new Generator(0))).toThrow(/do not make a whole/);
    expect(() => randomSplit(2, [0.9, 0.1], new Generator(0))).toThrow(/2 rows leave part 1 empty/);
  });
});

describe('stratifiedSplit', () => {
  it('keeps every class within one row of its share in every part', () => {
    fc.assert(
      fc.property(labels, shares, fc.nat(99), (classes, parts, seed) => {
        const split = stratifiedSplit(classes, parts, new Generator(seed));
        everyRowOnce(split, classes.length);
        for (const label of new Set(classes)) {
          const total = classes.filter((other) => other === label).length;
          split.forEach((rows, i) => {
            const count = rows.filter((row) => classes[row] === label).length;
            expect(Math.abs(count - parts[i]! * total)).toBeLessThan(1);
          });
        }
      }),
    );
  });

  it('does not let the roundings of many small classes add up', () => {
    const classes = Array.from({ length: 90 }, (_, i) => Math.floor(i / 3)); // 30 classes of 3
    const [train, test] = stratifiedSplit(classes, [0.8, 0.2], new Generator(1));
    expect([train!.length, test!.length]).toEqual([72, 18]);
  });
});

describe('groupedSplit', () => {
  it('never tears a group apart', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 30, maxLength: 80 }), fc.nat(99), (groups, seed) => {
        fc.pre(new Set(groups).size >= 6);
        const split = groupedSplit(groups, [0.7, 0.3], new Generator(seed));
        everyRowOnce(split, groups.length);
        const [a, b] = split.map((rows) => new Set([...rows].map((row) => groups[row])));
        expect([...a!].filter((group) => b!.has(group))).toEqual([]);
      }),
    );
  });

  it('comes close to the shares when groups are small', () => {
    const groups = Array.from({ length: 300 }, (_, i) => `patient ${i % 100}`);
    const [train] = groupedSplit(groups, [0.8, 0.2], new Generator(1));
    expect(Math.abs(train!.length - 240)).toBeLessThanOrEqual(3);
    expect(() => groupedSplit(['a', 'a'], [0.5, 0.5], new Generator(1))).toThrow(/1 groups leave part 1 empty/);
  });
});

describe('timeSplit', () => {
  it('puts nothing later into an earlier part, and rows of one time into one part', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 8, maxLength: 40 }), fc.nat(3), (moments, repeats) => {
        const times = moments.flatMap((moment) =>
          new Array<number>(1 + (Math.abs(moment) % (repeats + 1))).fill(moment),
        );
        let split: Rows[];
        try {
          split = timeSplit(times, [0.5, 0.25, 0.25]);
        } catch (error) {
          expect(error).toBeInstanceOf(ChalkgradError); // many rows of one time may leave nothing for the last part
          return;
        }
        everyRowOnce(split, times.length);
        const [first, second, third] = split.map((rows) => [...rows].map((row) => times[row]!));
        expect(Math.max(...first!)).toBeLessThan(Math.min(...second!));
        expect(Math.max(...second!)).toBeLessThan(Math.min(...third!));
      }),
    );
  });

  it('cuts at the shares and refuses rows without a time', () => {
    expect(timeSplit([30, 10, 40, 20], [0.5, 0.5]).map((rows) => [...rows])).toEqual([
      [1, 3],
      [0, 2],
    ]);
    expect(() => timeSplit([1, Number.NaN], [0.5, 0.5])).toThrow(/row 1 has no time/);
    expect(() => timeSplit([1, 1, 1], [0.5, 0.5])).toThrow(/3 rows leave part 1 empty/);
  });
});

describe('k-fold', () => {
  it('validates every row exactly once, on folds whose sizes differ by at most one', () => {
    fc.assert(
      fc.property(labels, fc.integer({ min: 2, max: 5 }), fc.option(fc.nat(99)), (classes, k, seed) => {
        const generator = seed === null ? undefined : new Generator(seed);
        const rare = [0, 1, 2, 3]
          .map((label) => classes.filter((other) => other === label).length)
          .filter((n) => n > 0);
        const all = [kFold(classes.length, k, generator)];
        if (Math.min(...rare) >= k) all.push(stratifiedKFold(classes, k, generator));
        for (const folds of all) {
          everyRowOnce(
            folds.map(({ validation }) => validation),
            classes.length,
          );
          for (const { train, validation } of folds) everyRowOnce([train, validation], classes.length);
          const sizes = folds.map(({ validation }) => validation.length);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('shuffled and stratified still spreads every class', () => {
    const classes = Array.from({ length: 60 }, (_, i) => (i < 45 ? 'common' : 'rare'));
    for (const { validation } of stratifiedKFold(classes, 5, new Generator(2)))
      expect(validation.filter((row) => classes[row] === 'rare').length).toBe(3);
    const [a, b] = [1, 2].map((seed) => [...stratifiedKFold(classes, 5, new Generator(seed))[0]!.validation]);
    expect(a).not.toEqual(b);
  });

  it('refuses impossible numbers of folds', () => {
    expect(() => kFold(3, 4)).toThrow(/4 folds of 3 rows/);
    expect(() => kFold(3, 1)).toThrow(/1 folds/);
    expect(() => stratifiedKFold(['a', 'a', 'b'], 2)).toThrow(/2 folds of 1 rows in its rarest class/);
  });
});

describe('windows of a series', () => {
  it('predict what follows right after what they show', () => {
    const { inputs, targets, starts } = seriesWindows(tensor([0, 1, 2, 3, 4, 5]), {
      history: 3,
      horizon: 2,
      stride: 1,
    });
    expect(inputs.squeeze(2).toArray()).toEqual([
      [0, 1, 2],
      [1, 2, 3],
    ]);
    expect(targets.squeeze(2).toArray()).toEqual([
      [3, 4],
      [4, 5],
    ]);
    expect([...starts]).toEqual([0, 1]);
  });

  it('keep several values a step together', () => {
    const { inputs, targets } = seriesWindows(
      tensor([
        [1, 10],
        [2, 20],
        [3, 30],
      ]),
      { history: 2 },
    );
    expect(inputs.toArray()).toEqual([
      [
        [1, 10],
        [2, 20],
      ],
    ]);
    expect(targets.toArray()).toEqual([[[3, 30]]]);
  });

  it('never see a step of another part', () => {
    const options = fc.record({
      history: fc.integer({ min: 1, max: 4 }),
      horizon: fc.integer({ min: 1, max: 3 }),
      stride: fc.integer({ min: 1, max: 3 }),
      gap: fc.nat(3),
    });
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 100 }), options, (length, chosen) => {
        const series = tensor(Array.from({ length }, (_, i) => i));
        const parts = splitSeries(series, [0.6, 0.2, 0.2], chosen);
        const seen = parts.map(({ inputs, targets }) => [...inputs.dataSync(), ...targets.dataSync()]);
        for (const [i, earlier] of seen.entries())
          for (const later of seen.slice(i + 1))
            expect(Math.min(...later) - Math.max(...earlier)).toBeGreaterThan(chosen.gap);
      }),
    );
  });

  it('refuse what leaves no window', () => {
    expect(() => seriesWindows(zeros([4]), { history: 4 })).toThrow(/4 steps hold no window of 4 \+ 1/);
    expect(() => seriesWindows(zeros([4]), { history: 0 })).toThrow(/at least 1/);
    expect(() => seriesWindows(zeros([2, 2, 2]), { history: 1 })).toThrow(/is no series/);
    expect(() => splitSeries(zeros([10]), [0.5, 0.4], { history: 1 })).toThrow(/together 1/);
    expect(() => splitSeries(zeros([10]), [0.9, 0.1], { history: 3 })).toThrow(/1 steps hold no window/);
  });
});

describe('tokenWindows', () => {
  it('shift the target by one token and leave out what does not fill a window', () => {
    const { inputs, targets } = tokenWindows([0, 1, 2, 3, 4, 5], 2);
    expect(inputs.toArray()).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(targets.toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(tokenWindows([0, 1, 2, 3], 2, { stride: 1 }).inputs.shape).toEqual([2, 2]);
    expect(() => tokenWindows([1, 2], 2)).toThrow(/2 tokens hold no window of 2/);
    expect(() => tokenWindows([1, 2], 0)).toThrow(/at least 1/);
  });
});
