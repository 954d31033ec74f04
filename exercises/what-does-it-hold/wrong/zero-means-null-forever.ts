/**
 * Emptied is not switched off
 *
 * After emptying x still wants a gradient, and the next walk leaves one there.
 */

export const answers = { emptied: 0 };
