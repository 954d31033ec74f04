/**
 * Sure is not the same as good
 *
 * Model B is surer in all four, and in the fourth it is surely wrong. Add up the prices.
 */

export const answers = { pays: 'A' };
