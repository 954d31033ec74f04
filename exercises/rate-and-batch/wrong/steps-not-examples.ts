/**
 * Compared by steps
 *
 * Step for step the larger batch is ahead, and each of its steps reads eight times as many examples. Compare after the same examples.
 *
 * @moment t=digits-workers.7(workers=1)~digits-workers.7(batch=256,workers=1)&step=39
 */

export const answers = { examples: 'second' };
