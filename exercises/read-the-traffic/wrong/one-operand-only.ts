/**
 * One of the two operands was left out
 *
 * Every product takes a number of a and one of b. Count both.
 */

export const answers = {
  'g0-reads': '512',
  'g1-reads': '512',
  'g2-8-reads': '64',
  'g2-16-reads': '32',
  'g3-reads': '128',
};
