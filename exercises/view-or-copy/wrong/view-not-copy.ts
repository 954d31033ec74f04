/**
 * After a transpose, reshape must straighten
 *
 * Read row by row, the transposed numbers do not lie in the order of memory, and one stride for the single axis
 * cannot say so.
 */

export const answers = { turnedFlat: 'shares' };
