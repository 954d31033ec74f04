/**
 * What a model makes as it stands in a recording: points as numbers, images as one letter for each pixel, of sixteen greys, which is
 * what an eye can tell apart at this size.
 */
import type { Pictures } from '../protocol.ts';

export interface PackedPictures {
  readonly shape: readonly number[];
  readonly real: readonly number[] | string;
  readonly made: readonly number[] | string;
}

const POINT_DIGITS = 3;
const GREYS = 16;

export function packPictures({ shape, real, made }: Pictures): PackedPictures {
  const pack = shape.length === 2 ? packPoints : packImages;
  return { shape, real: pack(real), made: pack(made) };
}

export const unpackPictures = ({ shape, real, made }: PackedPictures): Pictures => ({
  shape,
  real: unpack(real),
  made: unpack(made),
});

const packPoints = (values: Float32Array): number[] =>
  Array.from(values, (value) => Number(value.toPrecision(POINT_DIGITS)));

const packImages = (values: Float32Array): string =>
  Array.from(values, (value) => Math.round(Math.min(Math.max(value, 0), 1) * (GREYS - 1)).toString(GREYS)).join('');

const unpack = (packed: readonly number[] | string): Float32Array =>
  Float32Array.from(packed, (entry: number | string) =>
    typeof entry === 'number' ? entry : Number.parseInt(entry, GREYS) / (GREYS - 1),
  );
