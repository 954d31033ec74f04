/**
 * The flats of `rents` with their typing mistakes, and three ways to treat them: as typed, a fence by quartiles, a fence by standard
 * deviations. For each the least squares fit of all six columns, in closed form, and what it costs on flats without mistakes.
 */
import { clipTo, Generator, generateRents, iqrFence, type Table, zFence } from '#framework';
import { leastSquares, predict, rmse } from './leastSquares.ts';
import { COLUMNS } from './unitValley.ts';

export const TREATMENTS = ['clean', 'typed', 'quartiles', 'deviations'] as const;
export type Treatment = (typeof TREATMENTS)[number];

export interface TypedAreas {
  readonly flats: readonly { readonly area: number; readonly rent: number; readonly typed: boolean }[];
  readonly fits: Readonly<
    Record<
      Treatment,
      {
        /** € per m², with all six columns, and with the area alone: intercept and slope. */
        readonly perArea: number;
        readonly alone: readonly [number, number];
        /** RMSE on flats that it never saw. */
        readonly test: number;
        readonly fence: readonly [number, number] | null;
      }
    >
  >;
}

const TYPOS = 0.01;

/** @example typedAreas(7).fits.typed.perArea */
export function typedAreas(seed: number): TypedAreas {
  const streams = new Generator(seed);
  const flats = generateRents(400, streams.fork('train'));
  const typed = generateRents(400, streams.fork('train'), { typos: TYPOS, faults: streams });
  const test = generateRents(400, streams.fork('test'));
  const rents = Array.from(flats.rents.dataSync());
  const rowsOf = (table: Table, areas: ArrayLike<number>): number[][] => {
    const columns = COLUMNS.map((name) => (name === 'area' ? areas : table.numbers(name)));
    return Array.from({ length: table.length }, (_, i) => [1, ...columns.map((column) => column[i]!)]);
  };
  const [right, wrong] = [flats.table.numbers('area'), typed.table.numbers('area')];
  const unseen = rowsOf(test.table, test.table.numbers('area'));
  const costs = Array.from(test.rents.dataSync());
  const treated = (areas: ArrayLike<number>, fence: readonly [number, number] | null) => {
    const rows = rowsOf(typed.table, areas);
    const theta = leastSquares(rows, rents);
    const alone = leastSquares(
      rows.map(([one, area]) => [one!, area!]),
      rents,
    );
    return {
      perArea: theta[1]!,
      alone: [alone[0]!, alone[1]!] as const,
      test: rmse(predict(unseen, theta), costs),
      fence,
    };
  };
  const fenced = (fence: { low: number; high: number }) => treated(clipTo(wrong, fence), [fence.low, fence.high]);
  return {
    flats: Array.from(wrong, (area, i) => ({ area, rent: rents[i]!, typed: area !== right[i] })),
    fits: {
      clean: treated(right, null),
      typed: treated(wrong, null),
      quartiles: fenced(iqrFence(wrong)),
      deviations: fenced(zFence(wrong)),
    },
  };
}
