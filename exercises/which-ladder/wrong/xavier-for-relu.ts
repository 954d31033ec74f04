/**
 * Xavier was not made for ReLU
 *
 * ReLU cuts off half of the signal at every rung, and Xavier does not give it back. A ladder that keeps its size under
 * ReLU has the 2 of He.
 */

export const answers = { C: 'xavier' };
