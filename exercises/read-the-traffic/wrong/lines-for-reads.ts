/**
 * Lines and numbers confused
 *
 * A thread asks for numbers, and the card fetches lines of sixteen. Sixteen numbers may stand in one line, or in
 * sixteen.
 */

export const answers = {
  'g0-reads': '32',
  'g1-reads': '64',
  'copy-reads': '16',
  'g0-lines': '1',
  'g1-lines': '16',
  'g2-lines': '16',
  'copy-lines': '1',
};
