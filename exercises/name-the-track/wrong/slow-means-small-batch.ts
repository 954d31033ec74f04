/**
 * Slow per update is a small step
 *
 * A small batch makes a path rough, not slow. Smooth and slow is a small η.
 */

export const answers = { slow: 'small-batch' };
