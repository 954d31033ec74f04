/**
 * Equal signs are not equal numbers
 *
 * Both columns are above and below 0 in the same rows. Their numbers differ, so it is another mistake.
 */

export const answers = { D: 'not-squared' };
