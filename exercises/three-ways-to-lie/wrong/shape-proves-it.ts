/**
 * All three tables fit
 *
 * A gradient of the wrong shape is found at once, so those that are left have the right one. Shapes find the kind bugs.
 */

export const answers = { proof: 'shapes' };
