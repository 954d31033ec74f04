/**
 * Numbers in few bits: whole numbers, and one factor that a row shares. Symmetric, so that no whole number is without its negative. The exercise
 * `quantise` is this function. Source: Jacob et al., "Quantization and training of neural networks for efficient integer-arithmetic-only
 * inference" (2018), section 2, without its zero point.
 */

/** What a row of numbers is stored as: w ≈ q · scale. */
export interface Stored {
  readonly q: readonly ArrayLike<number>[];
  readonly scale: ArrayLike<number>;
}

export type Quantise = (rows: readonly ArrayLike<number>[], bits: number) => Stored;

/** One scale for a whole array, or one for each row of its first axis. */
export type Per = 'tensor' | 'channel';

/** Rows of numbers → whole numbers of so many bits, and one factor a row. A row of zeros has the factor 1. */
export function quantise(rows: readonly ArrayLike<number>[], bits: number): Stored {
  const most = 2 ** (bits - 1) - 1;
  const scale = rows.map((row) => {
    let largest = 0;
    for (let i = 0; i < row.length; i++) largest = Math.max(largest, Math.abs(row[i]!));
    return largest === 0 ? 1 : largest / most;
  });
  return { q: rows.map((row, r) => Float64Array.from(row, (value) => Math.round(value / scale[r]!))), scale };
}

/** The values that are given back when an array of this shape was stored in so many bits. `by`: who stores it; default ours. */
export function quantised(
  values: ArrayLike<number>,
  shape: readonly number[],
  bits: number,
  per: Per,
  by: Quantise = quantise,
): Float32Array<ArrayBuffer> {
  const count = per === 'channel' ? (shape[0] ?? 1) : 1;
  const length = values.length / count;
  const rows = Array.from({ length: count }, (_, row) => Array.from({ length }, (_, i) => values[row * length + i]!));
  const { q, scale } = by(rows, bits);
  const given = new Float32Array(values.length);
  for (let i = 0; i < given.length; i++) {
    const row = Math.floor(i / length);
    given[i] = scale[row]! * q[row]![i % length]!;
  }
  return given;
}
