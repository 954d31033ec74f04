/** Derivatives by central differences: the independent truth of gradient exercises. It shares no line with any solution. */

/** Numbers in arrays in arrays. */
export type Nested = number | readonly Nested[];

const STEP = 1e-4;
/** Central differences are off by O(STEP²) and by rounding of about |loss| · 2^-52 / STEP. Right for losses up to a few thousand. */
export const differenceTolerance = { atol: 1e-7, rtol: 1e-5 } as const;

/**
 * The gradient of a loss by nudging every number of `at` up and down: as nested as `at`.
 *
 * @param step half the distance of the two points; smaller where the loss bends strongly
 * @example centralDifferences((w) => w[0] ** 2, [3]) // [6]
 */
export function centralDifferences<T extends Nested>(loss: (at: T) => number, at: T, step = STEP): T {
  const visit = (value: Nested, rebuild: (value: Nested) => T): Nested => {
    if (typeof value === 'number') {
      const [up, down] = [value + step, value - step];
      return (loss(rebuild(up)) - loss(rebuild(down))) / (up - down);
    }
    return value.map((item, i) =>
      visit(item, (changed) => rebuild(value.map((other, j) => (j === i ? changed : other)))),
    );
  };
  return visit(at, (value) => value as T) as T;
}
