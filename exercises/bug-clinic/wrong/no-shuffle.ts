/**
 * The batches differ
 *
 * All three were shuffled anew in every epoch, and a fixed order costs little: it brings no floor, no loss above a hundred, and no relapse.
 */

export const answers = { a: 'no-shuffle', b: 'no-shuffle', c: 'no-shuffle' };
