/**
 * Five small steps on the same points
 *
 * With seed 7 it serves 0 clouds at step 2400. Five updates at 0.0002 are still far below the generator’s 0.005, and they see the same real batch five times.
 */

export const answers = { fork: 'more-discriminator-steps' };
