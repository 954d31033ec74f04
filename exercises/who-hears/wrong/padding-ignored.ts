/**
 * The border makes room
 *
 * With padding 1, windows may begin one row and one column earlier, and so more of them see the corner and the edge.
 */

export const answers = { edge: '3' };
