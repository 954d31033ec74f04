/**
 * A rate of 0 got through
 *
 * Nothing moves at all. One step, and look at the parameters.
 */

export const lr = 0;
