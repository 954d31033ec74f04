/**
 * A cure is no diet
 *
 * From step 0 this pair serves 5 clouds at 800 and 5 at 2000: the discriminator is so sure so early that the generator never finds the others.
 */

export const answers = { start: 'all' };
