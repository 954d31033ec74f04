/** What the sandbox hands to the student's test: a model, programs that say the same in other arithmetic, and how a test is asked about a pair. */

type Rows = number[][];
type Model = (x: Rows) => Rows;

/** A linear model [n] → [n], as another program of it may be made. */
export interface Described {
  /** [out, in] */
  readonly weight: Rows;
  readonly bias: number[];
  readonly ours: Model;
  /** Numbers from 0 to 1. */
  readonly random: () => number;
}

/** How somebody else's program is made. */
export interface Pair {
  readonly theirs: (described: Described) => Model;
  /** How large the outputs are, about; 1 unless told. */
  readonly scale?: number;
}

const { fround } = Math;

/** Every product and every sum in float32, from the first input to the last. */
const inFloat32 = ({ weight, bias }: Described): Model => (x) =>
  x.map((row) => bias.map((b, o) => row.reduce((sum, value, i) => fround(sum + fround(fround(value) * fround(weight[o]![i]!))), fround(b)))); // biome-ignore format: a formula

/** The same from the last input to the first, and the bias at the end. */
const backwards = ({ weight, bias }: Described): Model => (x) =>
  x.map((row) => bias.map((b, o) => fround(row.reduceRight((sum, value, i) => fround(sum + fround(fround(value) * fround(weight[o]![i]!))), 0) + fround(b)))); // biome-ignore format: a formula

export const float32: Pair = { theirs: inFloat32 };
export const otherOrder: Pair = { theirs: backwards };
export const tiny: Pair = { theirs: inFloat32, scale: 1e-6 };
export const large: Pair = { theirs: backwards, scale: 1e4 };

/** Numbers from 0 to 1. Source: Bryc's mulberry32. */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const INPUTS = 4;

type Agrees = (ours: Model, theirs: Model, inputs: number) => boolean;

/** Asks the student's test about one pair. The weight is square, so that no shape gives a mistake away. */
export function drive(student: { readonly agrees: Agrees }, { theirs, scale = 1 }: Pair, seed: number): boolean {
  const random = uniforms(seed);
  /** Never near 0: a mistake has to show. */
  const drawn = (): number => scale * (random() < 0.5 ? -1 : 1) * (0.3 + random());
  const weight = Array.from({ length: INPUTS }, () => Array.from({ length: INPUTS }, drawn));
  const bias = Array.from({ length: INPUTS }, drawn);
  const ours: Model = (x) =>
    x.map((row) => bias.map((b, o) => row.reduce((sum, value, i) => sum + value * weight[o]![i]!, b)));
  return student.agrees(ours, theirs({ weight, bias, ours, random }), INPUTS);
}
