/**
 * Names prove nothing
 *
 * A function called difference need not return one. Compare its numbers: in the second row a difference is below
 * 0.
 */

export const answers = { A: 'not-squared' };
