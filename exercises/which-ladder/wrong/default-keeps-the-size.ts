/**
 * The default does not keep the size
 *
 * It loses at every rung, and eight rungs multiply. The ladder that stands straight is made for ReLU.
 */

export const answers = { C: 'default' };
