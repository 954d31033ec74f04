/**
 * Below zero is not small
 *
 * The gradient at the truth is negative: pulled up. Its size is asked for, so leave the sign away.
 */

export const answers = { loudest: 'A0', quietest: 'A2', 'loudest-of-d': '0' };
