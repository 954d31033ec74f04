/**
 * The first update is long enough
 *
 * A rate that is too small makes short steps and a slow, even fall. None of the three falls so: look at the first updates, and at what comes after step 5.
 */

export const answers = { a: 'lr-too-small', b: 'lr-too-small', c: 'lr-too-small' };
