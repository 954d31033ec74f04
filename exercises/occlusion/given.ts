/** Scores that the sandbox hands over. Their calls are counted. */

type Picture = number[][];

export const total = (x: Picture): number => x.flat().reduce((sum, value) => sum + value, 0);
/** Every pixel with a weight of its own, some below 0. */
export const weighed = (x: Picture): number =>
  x.reduce((sum, row, i) => sum + row.reduce((all, value, j) => all + Math.cos(1 + 3 * i + 1.7 * j) * value, 0), 0);
/** Pixels that need each other. */
export const curved = (x: Picture): number => {
  const sum = weighed(x);
  return sum + 0.3 * sum * sum + Math.sin(total(x));
};
