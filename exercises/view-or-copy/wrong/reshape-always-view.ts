/**
 * A reshape shares only what lies flat
 *
 * Two columns of six leave gaps: between the second number of a row and the first of the next lie four others. No
 * single stride jumps so.
 */

export const answers = { columnsFlat: 'shares' };
