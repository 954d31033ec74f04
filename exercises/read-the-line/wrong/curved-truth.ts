/**
 * A bow is a pattern
 *
 * The mean is 0 and there is no trend, yet the ends lie on one side and the middle on the other. Noise would not keep that order: the truth is curved.
 */

export const answers = { B: 'noise' };
