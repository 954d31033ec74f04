/** The cuts of the run `rents`, row by row: at random and by building of the flats of forty buildings, and by time of the flats with a year. */
import { Generator, generateBuildingRents, generateRents, groupedSplit, randomSplit, timeSplit } from '#framework';

const ROWS = 400;

export interface DrawnSplit {
  /** Is row i in the examination? In the order in which rows are drawn: building by building, or from old to new. */
  readonly exam: readonly boolean[];
  /** Buildings with flats on both sides. */
  readonly both: number;
}

/** [40 buildings × 10 flats, one after the other] */
export function buildingSplit(seed: number, way: 'random' | 'building'): DrawnSplit {
  const streams = new Generator(seed);
  const { buildings } = generateBuildingRents(ROWS, streams.fork('buildings'));
  const stream = streams.fork('split');
  const [, test] =
    way === 'building' ? groupedSplit(buildings, [0.8, 0.2], stream) : randomSplit(ROWS, [0.8, 0.2], stream);
  const exam = new Set(test!);
  const rows = [...buildings.keys()].toSorted((a, b) => buildings[a]! - buildings[b]! || a - b);
  const ofBuilding = Map.groupBy(rows, (row) => buildings[row]!);
  const both = [...ofBuilding.values()].filter((flats) => new Set(flats.map((row) => exam.has(row))).size === 2);
  return { exam: rows.map((row) => exam.has(row)), both: both.length };
}

/** Sorted by the year they were built in. */
export function timedSplit(seed: number): DrawnSplit & { readonly last: number; readonly first: number } {
  const years = generateRents(ROWS, new Generator(seed).fork('train')).table.numbers('year');
  const [train, test] = timeSplit(years, [0.8, 0.2]);
  const yearOf = (rows: Int32Array | undefined): number[] => Array.from(rows!, (row) => years[row]!);
  return {
    exam: [...train!, ...test!].map((_, i) => i >= train!.length),
    both: 0,
    last: Math.max(...yearOf(train)),
    first: Math.min(...yearOf(test)),
  };
}
