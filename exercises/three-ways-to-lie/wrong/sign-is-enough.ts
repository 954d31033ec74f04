/**
 * The signs are right, the sizes are not
 *
 * All signs of this table are those of the right one, and its biases move sixteen times too slowly. Compare its biases
 * with those of the others.
 */

export const answers = { C: 'right' };
