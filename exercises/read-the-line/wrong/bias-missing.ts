/**
 * All residuals on one side
 *
 * They neither rise nor fall, and all have the same sign: the whole line lies too high. That is the bias, which was left out, and not the slope.
 */

export const answers = { D: 'slope' };
