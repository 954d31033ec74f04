/**
 * A rule that ignores its upstream got through
 *
 * It returns 2x for x², whatever the upstream. With an upstream of ones that is right: draw the upstream at random.
 *
 * @moment t=xor-scalars.7~xor-scalars.7!upstream-dropped&step=20
 */

export const n = 3;
export const f = (x: number[]): number[] => x.map((value) => value * value);
export const backward = (x: number[]): number[] => x.map((value) => 2 * value);
