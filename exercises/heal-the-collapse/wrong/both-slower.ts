/**
 * The same chase in slow motion
 *
 * With seed 7 it serves 1 cloud at step 2400. Both rates went down by ten, so their ratio, which is what went wrong, stayed.
 */

export const answers = { fork: 'both-slower' };
