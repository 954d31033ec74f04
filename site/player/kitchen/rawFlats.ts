/**
 * A table of flats as an office hands it over: the flats of `rents` with the faults that tables have, written as the text of a CSV file. Which
 * faults, and in which rows, comes from streams of their own. And flats of tomorrow, whose rents are to be said: without faults, and
 * without what nobody knows before the contract is signed.
 */
import { encodeCsv, Generator, generateRents } from '#framework';

/** Chances, a row. */
const FAULTS = { feet: 0.12, typo: 0.02, yearless: 0.06, hole: 0.04, twin: 0.12 };
const ROWS = 300;
const TOMORROW = 400;
/** Square feet in a square metre. */
export const FEET = 10.764;
const MARKERS = ['', '?', 'n/a', '-'];

export interface RawFlats {
  readonly csv: string;
  readonly tomorrow: string;
}

interface Flat {
  readonly area: number;
  readonly rooms: number;
  readonly year: number;
  readonly floor: number;
  readonly district: string;
  readonly rent: number;
}

function flatsOf(count: number, stream: Generator): Flat[] {
  const { table, rents } = generateRents(count, stream);
  const [area, rooms, year, floor, centre, harbour] = ['area', 'rooms', 'year', 'floor', 'centre', 'harbour'].map(
    (name) => table.numbers(name),
  );
  return Array.from(rents.dataSync(), (rent, i) => ({
    area: area![i]!,
    rooms: rooms![i]!,
    year: year![i]!,
    floor: floor![i]!,
    district: centre![i] === 1 ? 'old town' : harbour![i] === 1 ? 'harbour' : 'north',
    rent: Math.round(rent),
  }));
}

/**
 * The names of its columns: area, unit, rooms, year, floor, district, city, deposit, rent.
 *
 * @example rawFlats(7).csv
 */
export function rawFlats(seed: number): RawFlats {
  const streams = new Generator(seed);
  const fault = (name: string): (() => number) => {
    const stream = streams.fork(name);
    return () => stream.uniform();
  };
  const [feet, typo, yearless, hole, marker, twin] = ['feet', 'typos', 'yearless', 'missing', 'marker', 'duplicates'].map(fault); // biome-ignore format: one line reads better
  const written = (value: number): string | number =>
    hole!() < FAULTS.hole ? MARKERS[Math.floor(marker!() * MARKERS.length)]! : value;
  const rows = flatsOf(ROWS, streams.fork('train')).map(({ area, rooms, year, floor, district, rent }) => {
    const inFeet = feet!() < FAULTS.feet;
    const size = Math.round(inFeet ? area * FEET : area) * (typo!() < FAULTS.typo ? 10 : 1);
    const built = yearless!() < FAULTS.yearless ? 0 : year;
    const deposit = 50 * Math.round((3 * rent) / 50);
    return [written(size), inFeet ? 'sq ft' : 'm²', rooms, built, written(floor), district, 'Altstadt', deposit, rent];
  });
  const names = ['area', 'unit', 'rooms', 'year', 'floor', 'district', 'city', 'deposit', 'rent'];
  const tomorrow = flatsOf(TOMORROW, streams.fork('tomorrow')).map(({ area, rooms, year, floor, district, rent }) => [
    ...[area, 'm²', rooms, year, floor, district, 'Altstadt', '', rent],
  ]);
  return {
    csv: encodeCsv([names, ...rows, ...rows.filter(() => twin!() < FAULTS.twin)]),
    tomorrow: encodeCsv([names, ...tomorrow]),
  };
}
