/**
 * No h fits all
 *
 * The valley moves with the size of x and with how slowly J bends. Here x is two million and J bends over millions:
 * the best step is far larger.
 */

export const answers = { far: '1e-5' };
