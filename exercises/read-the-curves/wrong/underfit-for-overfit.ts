/**
 * It does too well, not too badly
 *
 * Underfit means that not even the training rows are learned. Here training loss is near 0, and the held-out loss climbs.
 */

export const answers = { anna: 'underfit' };
