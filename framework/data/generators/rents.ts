/**
 * Flats and their rents, as they come from an office: a known formula with noise, and, if wanted, the faults that tables have. The faults are
 * drawn from streams of their own, so that the flats without them stay the same. The flats are invented.
 */
import { check, optionsOf, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Generator } from '../../tensor/random.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { Table } from '../table/Table.ts';

export interface RentsOptions {
  /** Chance that a flat's area was written with a nought too many. Default 0. */
  readonly typos?: number;
  /** Chance that an area, a year or a floor is missing. Default 0. */
  readonly missing?: number;
  /** Chance that a row stands in the table a second time, at its end. Default 0. */
  readonly duplicates?: number;
  /** The faults' streams are forks of this one, called as the faults. Default: the stream of the flats. */
  readonly faults?: Generator;
}

export interface Rents {
  /** area (m²), rooms, year, floor, centre, harbour (1 where it lies there), city (always the same). */
  readonly table: Table;
  /** Rent a month. float32 [N, 1] */
  readonly rents: Tensor;
}

const CITY = 'Altstadt';
const TYPICAL_AREA = 65;

/** Area of a flat, m². */
export const drawArea = (stream: Generator): number => Math.round(Math.exp(stream.normal(Math.log(TYPICAL_AREA), 0.4)));

const calls = {
  generateRents: signature(
    'generateRents',
    { count: 'count', generator: 'generator' },
    { typos: 'probability', missing: 'probability', duplicates: 'probability', faults: 'generator' },
  ),
  generateBuildingRents: signature('generateBuildingRents', { count: 'count', generator: 'generator' }),
};

/**
 * rent = 200 + 11 area + 40 rooms + 2 (year - 1960) + 8 floor + (250 in the centre, 90 at the harbour) + N(0, 60). It draws from the stream
 * it is given, row by row.
 *
 * @example const { table, rents } = generateRents(400, new Generator(7).fork('train'), { typos: 0.01 });
 */
export function generateRents(count: number, generator: Generator, options: RentsOptions = {}): Rents {
  optionsOf(calls.generateRents, [count, generator, options]);
  const { typos = 0, missing = 0, duplicates = 0, faults = generator } = options;
  for (const [name, share] of Object.entries({ typos, missing, duplicates })) {
    if (!(share >= 0 && share < 1))
      throw new ChalkgradError(`generateRents: a chance of ${share} for ${name}`, 'it lies between 0 and 1.');
  }
  if (!Number.isSafeInteger(count) || count < 1)
    throw new ChalkgradError(`generateRents: cannot make ${count} examples`, 'ask for a whole number of at least 1.');
  const rows = Array.from({ length: count }, () => drawFlat(generator));
  const [wrong, lost, again] = ['typos', 'missing', 'duplicates'].map((name) => faults.fork(name)) as [
    Generator,
    Generator,
    Generator,
  ];
  for (const row of rows) if (wrong.uniform() < typos) row.area *= 10;
  for (const row of rows)
    for (const column of ['area', 'year', 'floor'] as const) if (lost.uniform() < missing) row[column] = Number.NaN;
  const all = [...rows, ...rows.filter(() => again.uniform() < duplicates)];
  const columns = ['area', 'rooms', 'year', 'floor', 'centre', 'harbour'] as const;
  return {
    table: Table.of({
      ...Object.fromEntries(columns.map((name) => [name, all.map((row) => row[name])])),
      city: all.map(() => CITY),
    }),
    rents: tensorFrom(
      Float32Array.from(all, ({ rent }) => rent),
      [all.length, 1],
      'float32',
    ),
  };
}

type Flat = Record<'area' | 'rooms' | 'year' | 'floor' | 'centre' | 'harbour' | 'rent', number>;

function drawFlat(stream: Generator): Flat {
  const area = drawArea(stream);
  const rooms = Math.max(1, Math.round(area / 28 + stream.normal(0, 0.6)));
  const year = 1900 + stream.integer(121);
  const floor = stream.integer(8);
  const district = stream.integer(3);
  const place = [250, 90, 0][district]!;
  const rent = 200 + 11 * area + 40 * rooms + 2 * (year - 1960) + 8 * floor + place + stream.normal(0, 60);
  return { area, rooms, year, floor, centre: district === 0 ? 1 : 0, harbour: district === 1 ? 1 : 0, rent };
}

/** Flats of 40 buildings, each dearer or cheaper than its flats explain. */
export interface BuildingRents {
  readonly areas: readonly number[];
  /** Which building, 0 … 39. */
  readonly buildings: readonly number[];
  readonly rents: readonly number[];
}

const BUILDINGS = 40;

/** rent = 200 + 11 area + what the building does, N(0, 150), + N(0, 60). It draws from the stream it is given: all buildings first. */
export function generateBuildingRents(count: number, generator: Generator): BuildingRents {
  check(calls.generateBuildingRents, count, generator);
  const effects = Array.from({ length: BUILDINGS }, () => generator.normal(0, 150));
  const flats = Array.from({ length: count }, (_, i) => {
    const area = drawArea(generator);
    const building = i % BUILDINGS;
    return { area, building, rent: 200 + 11 * area + effects[building]! + generator.normal(0, 60) };
  });
  return {
    areas: flats.map(({ area }) => area),
    buildings: flats.map(({ building }) => building),
    rents: flats.map(({ rent }) => rent),
  };
}
