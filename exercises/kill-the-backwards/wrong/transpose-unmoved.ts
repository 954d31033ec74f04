/**
 * A gradient in the wrong places got through
 *
 * This rule belongs to a 2 × 3 transpose and leaves every number where it was. Equal upstreams hide it: give each
 * output its own.
 */

/** Row by row a 2 × 3 matrix in, its 3 × 2 transpose out. */
export const n = 6;
export const f = (x: number[]): number[] => [x[0]!, x[3]!, x[1]!, x[4]!, x[2]!, x[5]!];
export const backward = (_: number[], upstream: number[]): number[] => [...upstream];
