/**
 * What a figure shows, as numbers with addresses: so that a test can hold a drawing against the trace, and a canvas hides nothing. An
 * address is read by site/visuals/parts/numberAt.ts, which knows no figure.
 */
export interface Drawn {
  /** `conv1 gradOutput[0,3,1,1]`, `loss@12`: see `numberAt`. */
  readonly id: string;
  readonly value: number;
}

/**
 * A row of a tensor: numbers one after the other along its last axis.
 *
 * @example drawnRow('observed ranks', [0.2, 0.8], [3, 0]) // observed ranks[3,0,0] and observed ranks[3,0,1]
 */
export const drawnRow = (address: string, values: ArrayLike<number>, before: readonly number[] = []): Drawn[] =>
  Array.from(values, (value, i) => ({ id: `${address}[${[...before, i].join(',')}]`, value }));

/** All cells of a tensor, or of one example's part of it. `prefix` stands before each index. */
export function drawnCells(
  address: string,
  {
    values,
    shape,
    prefix,
  }: { readonly values: ArrayLike<number>; readonly shape: readonly number[]; readonly prefix: readonly number[] },
): Drawn[] {
  return Array.from(values, (value, flat) => {
    const index: number[] = [];
    let rest = flat;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index.unshift(rest % shape[axis]!);
      rest = Math.floor(rest / shape[axis]!);
    }
    return { id: `${address}[${[...prefix, ...index].join(',')}]`, value };
  });
}
