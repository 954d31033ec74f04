/**
 * Wandering is no bug
 *
 * A track that hears one example at a time goes where that one wants. At a constant rate it is meant to wander for
 * ever; a smaller η makes it wander less.
 */

export const answers = { wander: 'bug' };
