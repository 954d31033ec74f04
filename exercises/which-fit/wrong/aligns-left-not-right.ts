/**
 * Lined up on the left
 *
 * You compared the first axes. Begin at the last one; what is missing stands in front.
 */

export const answers = { grid: '3×1', rows: '2×3' };
