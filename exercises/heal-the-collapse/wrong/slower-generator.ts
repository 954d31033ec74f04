/**
 * The runner slows, the critic does not catch up
 *
 * With seed 7 it serves 1 cloud at step 2400. The discriminator is as slow as before: it still says of every place what was true long ago.
 */

export const answers = { fork: 'slower-generator' };
