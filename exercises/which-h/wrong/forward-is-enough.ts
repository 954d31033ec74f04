/**
 * One side is not enough
 *
 * The one-sided error falls with h only, not with h². At its best h it is still hundreds of times larger.
 */

export const answers = { forward: 'alike' };
