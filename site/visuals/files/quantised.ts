/** A tensor in fewer bits: a whole number for each weight and one scale for all, or one for each row of its first axis. As the exercise `quantise` has it. */

export type Per = 'tensor' | 'channel';

/** Values that are given back when a tensor of this shape was stored in so many bits. */
export function quantised(
  values: ArrayLike<number>,
  shape: readonly number[],
  bits: number,
  per: Per,
): Float32Array<ArrayBuffer> {
  const most = 2 ** (bits - 1) - 1;
  const rows = per === 'channel' ? (shape[0] ?? 1) : 1;
  const length = values.length / rows;
  const given = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    let largest = 0;
    for (let i = row * length; i < (row + 1) * length; i++) largest = Math.max(largest, Math.abs(values[i]!));
    const scale = largest === 0 ? 1 : largest / most;
    for (let i = row * length; i < (row + 1) * length; i++) given[i] = scale * Math.round(values[i]! / scale);
  }
  return given;
}
