/**
 * No pattern: stop here
 *
 * Stems of both signs, in no order, all of about one size. Whoever looks long enough sees a curve in that; there is nothing left to learn.
 */

export const answers = { C: 'curve' };
