// your turn: replace every null by a number in quotes. K is 512; a line has 64 bytes, 16 numbers.

export const answers = {
  /** G0: numbers that a thread reads from storage: '32' '512' '1024' '1025' */
  'g0-reads': null,
  /** G1: '64' '512' '1024' '1025' */
  'g1-reads': null,
  /** G2 with tiles of 8 × 8: '16' '64' '128' '1024' */
  'g2-8-reads': null,
  /** G2 with tiles of 16 × 16: '4' '32' '64' '65' '1024' */
  'g2-16-reads': null,
  /** G3: '64' '128' '160' '164' '2560' */
  'g3-reads': null,
  /** A copy of every sixteenth number: '1' '2' '16' */
  'copy-reads': null,
  /** Lines that sixteen neighbours touch, G0 in a: '1' '2' '16' '64' */
  'g0-lines': null,
  /** G1 in b: '1' '2' '16' '64' */
  'g1-lines': null,
  /** G2 in a, while fetching: '1' '2' '16' '64' */
  'g2-lines': null,
  /** The copy: '1' '2' '16' '64' */
  'copy-lines': null,
};
