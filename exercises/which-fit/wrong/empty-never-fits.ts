/**
 * Empty fits, too
 *
 * 0 fits 1, as every size does, and 0. The result has that axis empty.
 */

export const answers = { empty: 'no', column: 'no' };
