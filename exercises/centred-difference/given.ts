/** The curves that the sandbox hands over. Their calls are counted. */

export const cube = (x: number): number => x ** 3;
export const line = (x: number): number => 3 * x - 2;
export const square = (x: number): number => x * x;
export const sine = (x: number): number => Math.sin(x);
export const growth = (x: number): number => Math.exp(0.5 * x);
