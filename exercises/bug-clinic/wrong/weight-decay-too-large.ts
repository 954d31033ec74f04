/**
 * Norms grow
 *
 * Decay pulls weights to 0, and outputs with them: the loss of ten even chances is the most that comes of it. Here it rises above that, or comes down all the same.
 */

export const answers = { a: 'weight-decay-too-large', b: 'weight-decay-too-large', c: 'weight-decay-too-large' };
