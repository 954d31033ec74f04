/**
 * The batches differ
 *
 * All three were shuffled anew in every epoch, and a fixed order costs little: it brings no floor, no loss above a hundred, and no relapse.
 *
 * @moment t=line-regression.7~line-regression.7!no-shuffle&step=40
 */

export const answers = { a: 'no-shuffle', b: 'no-shuffle', c: 'no-shuffle' };
