import { beforeAll, describe, expect, it } from 'vitest';
import { loadSimd, readTable } from '#framework';
import { columnsOf, cook, readRaw } from './cook.ts';
import { cureRows, type Omission, recipeWithout, SEEDS } from './cures.ts';
import { flatsRecipe, SEED } from './flatsRecipe.ts';
import { eigenvalues, leastSquares, solve } from './leastSquares.ts';
import { chosenOn, NOISE, noiseScore, noiseTable } from './noiseColumns.ts';
import { prepare, type Raw, Refusal } from './prepare.ts';
import { type Recipe, type RefusalReason, stations } from './protocol.ts';
import { rawFlats } from './rawFlats.ts';
import { buildingSplit, timedSplit } from './splitsDrawn.ts';
import { typedAreas } from './typedAreas.ts';
import { unitValley } from './unitValley.ts';

beforeAll(loadSimd);

const flats = (seed = SEED): Raw => {
  const { csv, tomorrow } = rawFlats(seed);
  return readRaw(csv, tomorrow, 'flats');
};
const reportOf = (recipe: Recipe, name: (typeof stations)[number]) =>
  cook(flats(), recipe).reports.find((report) => report.name === name)!;

describe('the raw table', () => {
  it('has every fault of a real one', () => {
    const { today } = flats();
    const facts = Object.fromEntries(columnsOf(today).map((column) => [column.name, column]));
    expect(facts['area']!.missing).toBeGreaterThan(3);
    expect(facts['floor']!.missing).toBeGreaterThan(3);
    expect(facts['year']!.range![0]).toBe(0);
    expect(facts['unit']!.distinct).toBe(2);
    expect(facts['city']!.distinct).toBe(1);
    expect(facts['area']!.range![2]).toBeGreaterThan(1000);
    expect(today.length).toBeGreaterThan(310); // 300 flats, and twins
  });

  it('is the same flats every time, and others with another seed', () => {
    expect(rawFlats(7)).toEqual(rawFlats(7));
    expect(rawFlats(7).csv).not.toBe(rawFlats(8).csv);
  });
});

describe('the kitchen', () => {
  it('changes what its stations say, and nothing where they are off', () => {
    const { today } = flats();
    const feet = today.texts('unit').filter((unit, i) => unit === 'sq ft' && !Number.isNaN(today.numbers('area')[i]));
    expect(reportOf(flatsRecipe, 'units').touched).toBe(feet.length);
    expect(reportOf(flatsRecipe, 'codes').touched).toBe([...today.numbers('year')].filter((year) => year === 0).length);
    const without = recipeWithout('units', SEED);
    expect(reportOf(without, 'units')).toEqual({ name: 'units', touched: 0, learned: [] });
  });

  it('learns from training rows alone: a canary in the examination changes no number', () => {
    const cooked = cook(flats(), { ...flatsRecipe, canary: true });
    expect(cooked.numbers).toBeGreaterThan(10);
    expect(cooked.singing).toBe(0);
  });

  it('names a row of the examination that no number of the training rows is made of, and the canary where there is one', () => {
    const raw = flats();
    const { examRow } = cook(raw, flatsRecipe);
    expect(prepare(raw, flatsRecipe).train.numbers('\u0000row')).not.toContain(examRow - 1);
    expect([...prepare(raw, flatsRecipe).exam.numbers('\u0000row')]).toContain(examRow - 1);
    const sung = prepare(raw, { ...flatsRecipe, canary: true });
    expect([...sung.exam.numbers('\u0000row')]).toContain(sung.examRow - 1);
    expect([...sung.scored.numbers('\u0000row')]).not.toContain(sung.examRow - 1);
  });

  it('lets the canary into what stands before the split, and only into that', () => {
    const cooked = cook(flats(), { ...flatsRecipe, canary: true, splitAt: 5 });
    const singing = cooked.reports.filter(({ learned }) => learned.some(({ sings }) => sings)).map(({ name }) => name);
    // Quartiles and medians hear no single row, however loud.
    expect(singing).toEqual([]);
    expect(cooked.scores!.exam).toBeLessThan(cooked.mean);
    const last = cook(flats(), { ...flatsRecipe, canary: true, splitAt: stations.length });
    const scaled = last.reports.find(({ name }) => name === 'scale')!.learned.filter(({ sings }) => sings);
    expect(scaled.map(({ column }) => column)).toEqual(expect.arrayContaining(['rooms', 'year', 'floor']));
    expect(last.singing).toBe(4);
    // Scales that heard the canary make descent crawl.
    expect(last.scores!.train).toBeGreaterThan(cooked.scores!.train + 20);
  });

  it('keeps twins apart only where they go before the split', () => {
    expect(cook(flats(), flatsRecipe).shared).toBe(0);
    expect(cook(flats(), recipeWithout('twins', SEED)).shared).toBeGreaterThan(3);
    expect(cook(flats(), recipeWithout('split', SEED)).shared).toBeGreaterThan(3);
  });

  it('breaks on holes and on units, and says when', () => {
    const holes = cook(flats(), recipeWithout('fill', SEED));
    expect(holes.broke).toEqual({ update: 0, as: 'NaN' });
    expect(holes.scores).toBeNull();
    const raw = cook(flats(), recipeWithout('scale', SEED));
    expect(raw.broke!.as).toBe('Infinity');
    expect(raw.broke!.update).toBeLessThan(6);
  });

  it('tells in columns of their own which cells were holes, when asked to', () => {
    const { today } = flats();
    const off = { ...flatsRecipe.on, scale: false };
    const plain = prepare(flats(), { ...flatsRecipe, on: off });
    const told = prepare(flats(), { ...flatsRecipe, on: off, tellsHoles: true });
    const extra = told.inputs.filter((name) => !plain.inputs.includes(name));
    expect(extra).toContain('area (missing)');
    expect(extra).toContain('floor (missing)');
    expect(extra.length).toBe(told.inputs.length - plain.inputs.length);
    const ones = told.train.numbers('floor (missing)');
    expect(new Set(ones)).toEqual(new Set([0, 1]));
    // Twins aside, every hole in the file is told of, in the lesson or in the examination.
    const all = [...ones, ...told.exam.numbers('floor (missing)')].reduce((sum, one) => sum + one, 0);
    expect(all).toBeGreaterThan(0);
    expect(all).toBeLessThanOrEqual(today.numbers('floor').filter(Number.isNaN).length);
    // The filled columns are what they were.
    expect(told.train.numbers('floor')).toEqual(plain.train.numbers('floor'));
    const [without, { scores, inputs }] = [
      cook(flats(), flatsRecipe),
      cook(flats(), { ...flatsRecipe, tellsHoles: true }),
    ];
    expect(inputs).toBe(told.inputs.length);
    // These holes fell by chance: they are no news, and the lesson knows its own rows a little better by them.
    expect(scores!.train).toBeLessThan(without.scores!.train);
    expect(Math.abs(scores!.exam / without.scores!.exam - 1)).toBeLessThan(0.05);
    const unfilled = { ...flatsRecipe.on, fill: false };
    expect(cook(flats(), { ...flatsRecipe, on: unfilled, tellsHoles: true }).inputs).toBe(plain.inputs.length);
  });

  it('every cure is worth something, over seeds', () => {
    const rows = cureRows();
    const mean = (omitted: Omission, of: 'exam' | 'tomorrow'): number => {
      const scores = rows.find((row) => row.omitted === omitted)![of];
      return scores.reduce((sum: number, score) => sum + (score ?? Number.NaN), 0) / SEEDS.length;
    };
    const best = mean('nothing', 'tomorrow');
    expect(best).toBeLessThan(120);
    // What stays wrong in the lesson costs tomorrow.
    for (const omitted of ['units', 'codes', 'fence', 'encode'] as const)
      expect(mean(omitted, 'tomorrow'), omitted).toBeGreaterThan(best);
    // The deposit makes the examination splendid, and tomorrow useless.
    expect(mean('choose', 'exam')).toBeLessThan(10);
    expect(mean('choose', 'tomorrow')).toBeGreaterThan(2 * best);
    for (const omitted of ['fill', 'scale'] as const)
      expect(rows.find((row) => row.omitted === omitted)!.broke, omitted).not.toBeNull();
  }, 120_000);
});

describe("a reader's own table", () => {
  const own: Recipe = { ...flatsRecipe, target: 'y', unwanted: [], asides: [], fenced: null, on: { ...flatsRecipe.on, units: false, codes: false } }; // biome-ignore format: one recipe
  const lines = (count: number, line: (i: number) => string): string =>
    ['x,kind,y', ...Array.from({ length: count }, (_, i) => line(i))].join('\n');
  const refusal = (act: () => unknown): RefusalReason | string => {
    try {
      act();
    } catch (error) {
      return error instanceof Refusal ? error.reason : (error as Error).message;
    }
    return 'nothing was refused';
  };

  it('is learned: texts, holes and all', () => {
    const csv = lines(80, (i) => `${i % 7 === 0 ? '' : i},${i % 2 ? 'a' : 'b'},${3 * i + (i % 2 ? 40 : 0)}`);
    const cooked = cook(readRaw(csv, null, 'own'), own);
    expect(cooked.inputs).toBe(3); // x, kind=a, kind=b
    expect(cooked.scores!.tomorrow).toBeNull();
    expect(cooked.scores!.exam).toBeLessThan(cooked.mean);
  });

  it('leaves out columns of names', () => {
    const csv = lines(80, (i) => `${i},name${i},${2 * i}`);
    expect(cook(readRaw(csv, null, 'own'), own).inputs).toBe(1);
  });

  it('is refused in words that fit', () => {
    expect(
      refusal(() =>
        readRaw(
          lines(5, (i) => `${i},a,${i}`),
          null,
          'own',
        ),
      ),
    ).toBe('tooFewRows');
    expect(
      refusal(() =>
        readRaw(
          lines(20_001, (i) => `${i},a,${i}`),
          null,
          'own',
        ),
      ),
    ).toBe('tooManyRows');
    expect(refusal(() => readRaw(['a,b', ...Array(30).fill('x,y')].join('\n'), null, 'own'))).toBe('noNumbers');
    const constant = readRaw(lines(30, (i) => `${i},a,4`), null, 'own'); // biome-ignore format: one line
    expect(refusal(() => cook(constant, own))).toBe('constantTarget');
    expect(refusal(() => cook(constant, { ...own, target: 'kind' }))).toBe('noTarget');
    const alone = readRaw(['y', ...Array.from({ length: 30 }, (_, i) => i)].join('\n'), null, 'own');
    expect(refusal(() => cook(alone, own))).toBe('noInputs');
    // Leaving out what is to be said leaves it in.
    const csv = lines(60, (i) => `${i},a,${2 * i}`);
    expect(cook(readRaw(csv, null, 'own'), { ...own, unwanted: ['y', 'kind'] }).inputs).toBe(1);
    // A ragged file is refused by the reader of CSV, with its line.
    expect(refusal(() => readRaw(`${lines(30, (i) => `${i},a,${i}`)}\n1,2`, null, 'own'))).toMatch(/line 32/);
    const wide = ['y', ...Array.from({ length: 250 }, (_, i) => `c${i}`)].join(',');
    expect(refusal(() => readRaw([wide, ...Array(30).fill(Array(251).fill(1).join(','))].join('\n'), null, 'own'))).toBe('tooWide'); // biome-ignore format: one line
  });

  it('has columns with facts', () => {
    expect(columnsOf(readTable('a,b\n1,x\n3,\n,x\n'))).toEqual([
      { name: 'a', isText: false, missing: 1, distinct: 2, range: [1, 3, 3] },
      { name: 'b', isText: true, missing: 1, distinct: 1, range: null },
    ]);
  });
});

describe('closed forms', () => {
  it('solve what was put in', () => {
    expect(solve([[0, 2], [1, 1]], [4, 5])).toEqual([3, 2]); // biome-ignore format: a matrix
    expect(leastSquares([[1, 0], [1, 1], [1, 2]], [2, 5, 8]).map((v) => Number(v.toFixed(9)))).toEqual([2, 3]); // biome-ignore format: a matrix
    const found = eigenvalues([[2, 1, 0], [1, 2, 0], [0, 0, 5]]); // biome-ignore format: a matrix
    expect(found.map((value) => Number(value.toFixed(9)))).toEqual([1, 3, 5]);
  });

  it('two wrong areas of four hundred spoil the price of a square metre', () => {
    const { flats: rows, fits } = typedAreas(7);
    expect(rows.filter(({ typed }) => typed)).toHaveLength(2);
    expect(fits.clean.perArea).toBeCloseTo(10.97, 1);
    expect(fits.typed.perArea).toBeCloseTo(1.21, 1);
    expect(fits.clean.alone[1]).toBeCloseTo(12.74, 1);
    expect(fits.typed.alone[1]).toBeCloseTo(3.37, 1);
    expect(fits.clean.test).toBeCloseTo(57.9, 0);
    expect(fits.typed.test).toBeCloseTo(158.4, 0);
    expect(fits.quartiles.test).toBeLessThan(fits.deviations.test);
  });

  it('units make the rate two million times smaller', () => {
    const [raw, standard] = [unitValley(7, 'none'), unitValley(7, 'standard')];
    expect(raw.edge).toBeCloseTo(2.6e-7, 8);
    expect(raw.condition / 1.2e10).toBeCloseTo(1, 1);
    expect(standard.edge).toBeCloseTo(0.515, 3);
    expect(standard.condition).toBeCloseTo(12.8, 1);
    // The bowl is walked down, the gorge is not.
    const left = ({ way, ground }: typeof raw): number =>
      Math.hypot(way.at(-1)![0] - ground.best[0], way.at(-1)![1] - ground.best[1]) / Math.hypot(...ground.best);
    expect(left(standard)).toBeLessThan(0.05);
    expect(left(raw)).toBeGreaterThan(0.3);
  });
});

describe('noise', () => {
  it('is predicted where the choice saw the examination, and is not where it did not', () => {
    expect(noiseScore(7).all).toBeCloseTo(0.3, 1);
    expect(noiseScore(7).train).toBeCloseTo(-0.48, 1);
    expect(noiseScore(1).all).toBeCloseTo(0.16, 1);
    expect(noiseScore(2).train).toBeCloseTo(0.01, 1);
  });

  it('is cut as promised, and ten columns are chosen', () => {
    const table = noiseTable(7);
    expect([...table.train, ...table.exam].toSorted((a, b) => a - b)).toEqual([...Array(NOISE.rows).keys()]);
    expect(new Set(chosenOn(table, table.train)).size).toBe(NOISE.chosen);
  });
});

describe('splits, drawn', () => {
  it('put neighbours on both sides at random, and none by building', () => {
    const [random, grouped] = [buildingSplit(7, 'random'), buildingSplit(7, 'building')];
    expect(random.both).toBeGreaterThan(25);
    expect(grouped.both).toBe(0);
    for (const { exam } of [random, grouped]) expect(exam.filter(Boolean)).toHaveLength(80);
  });

  it('keep the future out of the lesson', () => {
    const { last, first } = timedSplit(7);
    expect(first).toBeGreaterThan(last);
  });
});
