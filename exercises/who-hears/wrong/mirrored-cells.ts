/**
 * The cells are turned round
 *
 * The windows that see the corner begin before it, so they meet it with a later cell of the kernel, or the other way
 * round: write down one window and look which of its cells lies on the pixel.
 */

export const answers = { cells: '11 12 21 22' };
