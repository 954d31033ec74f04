/**
 * A surer step is still one step
 *
 * Larger batches were put first. Their gradients are surer, and they make an eighth of the updates.
 */

export const answers = { order: ['large', 'eightfold', 'double', 'usual'], small: 'second' };
