/**
 * Axes may be missing
 *
 * The shapes need not be equally long. A missing axis in front counts as 1, and 1 stretches to anything.
 */

export const answers = { bias: 'no', three: 'no', pair: 'no' };
