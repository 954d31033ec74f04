/**
 * The logarithm of the mean
 *
 * Mean first, logarithm then: so a chance of almost 0 hides among good ones. Take the logarithm of each chance, then the mean.
 */

export const answers = { lossA: 0.255, lossB: 0.297 };
