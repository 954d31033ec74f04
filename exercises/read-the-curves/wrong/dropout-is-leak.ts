/**
 * Half a network trains, a whole one is examined
 *
 * The held-out loss is lower from the first look on, and no lower than a good rule gets. Only training drops.
 */

export const answers = { bo: 'leak' };
