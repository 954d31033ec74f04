/**
 * A tilted band
 *
 * Too high at one end and too low at the other, in a straight band: turn the line and it is gone. No height of the line would mend it.
 */

export const answers = { A: 'bias' };
