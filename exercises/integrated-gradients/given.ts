/** Slopes that the sandbox hands over. Their calls are counted. */

type Numbers = number[];

/** Of 2a − b + 2c − … */
export const plane = (x: Numbers): Numbers => x.map((_, i) => (i % 2 === 0 ? 2 : -1));
/** Of the sum of squares. */
export const squares = (x: Numbers): Numbers => x.map((value) => 2 * value);
/** Of the sum of cubes. */
export const cubes = (x: Numbers): Numbers => x.map((value) => 3 * value * value);
/** Of minus the sum of fourth powers, at magnitudes. */
export const falling = (x: Numbers): Numbers => x.map((value) => -4 * Math.abs(value) ** 3 - 0.5);
/** Of a product of sines: every slope depends on all. */
export function mixed(x: Numbers): Numbers {
  const sum = x.reduce((total, value) => total + value, 0);
  return x.map((value, i) => Math.cos(value + i) + 0.3 * Math.sin(sum));
}
