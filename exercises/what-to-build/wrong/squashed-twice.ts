/**
 * The loss takes logits
 *
 * bceWithLogits and crossEntropy squash by themselves. Squashed before, the chances cannot come near 0 or 1.
 */

export const answers = {
  spam: 'sigmoid-coin',
  return: 'sigmoid-coin',
  fraud: 'sigmoid-coin',
  digit: 'softmax-die',
  letter: 'softmax-die',
  tags: 'softmax-die',
};
