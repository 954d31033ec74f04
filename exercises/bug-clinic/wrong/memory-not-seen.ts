/**
 * It does not relapse
 *
 * Gradients that pile up learn faster at first and then unlearn. This one never learns well and loses it again.
 */

export const answers = { a: 'no-zero-grad', b: 'no-zero-grad' };
