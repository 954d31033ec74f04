/**
 * No gradient does not mean no weights
 *
 * With weights of 0 there would be no signal either. Here all units of a layer are alike: the signal grows, and what
 * they send back cancels.
 */

export const answers = { E: 'zeros' };
