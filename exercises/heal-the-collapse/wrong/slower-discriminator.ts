/**
 * The critic was the slow one already
 *
 * With seed 7 it serves 0 clouds at step 2400. A discriminator that hardly learns gives arrows that hardly mean anything.
 */

export const answers = { fork: 'slower-discriminator' };
