/**
 * The sum, not the mean
 *
 * All four prices were added. The loss is their mean: divide by four.
 *
 * @convention
 */

export const answers = { lossA: 1.232, lossB: 6.938 };
