/**
 * A stride of 0 needs no memory
 *
 * The one row is read four times. Nothing is written, so nothing is copied.
 */

export const answers = { expand: 'copies' };
