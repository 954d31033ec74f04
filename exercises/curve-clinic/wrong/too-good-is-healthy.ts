/**
 * Too good to be true
 *
 * The held-out loss stays below the training loss to the end. Those rows have been seen.
 */

export const answers = { dov: 'healthy' };
