/** Attention on rows of numbers: how the tensors of a call are taken apart, sequence by sequence and head by head. */

import type { Tensor } from '#framework';
import { type Nested, rowsOf } from './Substitute.ts';

type Rows = number[][];

/** The tables of x, its leading axes in a row. x: [.., n, k] → each [n, k] */
export function tablesOf(x: Tensor): Rows[] {
  const [n, k] = x.shape.slice(-2) as [number, number];
  const flat = rowsOf(x.reshape([x.size / k, k]));
  return Array.from({ length: flat.length / n }, (_, i) => flat.slice(i * n, (i + 1) * n));
}

/** Tables put back under the leading axes of `shape`. */
export function nestedAs(tables: readonly Nested[], shape: readonly number[]): Nested {
  let level: readonly Nested[] = tables;
  for (const size of shape.slice(1, -2).toReversed())
    level = Array.from({ length: level.length / size }, (_, i) => level.slice(i * size, (i + 1) * size) as Nested);
  return shape.length === 2 ? tables[0]! : (level as Nested);
}
