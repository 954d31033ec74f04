/**
 * The write was counted, too
 *
 * Reads were asked for. The number that a thread writes at the end is none.
 */

export const answers = {
  'g0-reads': '1025',
  'g1-reads': '1025',
  'g2-16-reads': '65',
  'g3-reads': '164',
  'copy-reads': '2',
};
