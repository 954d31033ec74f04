/**
 * Another kind of collapse
 *
 * Hopping needs a generator that outruns its critic. Here the critic is the faster one: the clouds that were found stay, the others are never found.
 */

export const answers = { start: 'hops' };
