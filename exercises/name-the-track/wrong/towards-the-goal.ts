/**
 * Not towards the goal
 *
 * The steepest way is square to the contours, and they lie slanted here: θ0 first goes the wrong way.
 */

export const answers = { first: 'down' };
