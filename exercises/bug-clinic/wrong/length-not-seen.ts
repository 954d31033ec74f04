/**
 * Its first update is as long as it should be
 *
 * A sum over fifty is fifty times a mean: the first loss would be, and the first update, too.
 */

export const answers = { a: 'sum-not-mean', c: 'sum-not-mean' };
