/**
 * That loss expects another shape
 *
 * crossEntropy wants a logit for each class, one logit is a coin; squared error wants a number that is a number. The framework says so at the first step, if it can.
 *
 * @moment t=credit-logistic.7~credit-logistic.7!loss-does-not-fit-output&step=0
 */

export const answers = {
  spam: 'one-logit-die',
  return: 'one-logit-die',
  fraud: 'one-logit-die',
  stars: 'coin',
  letter: 'coin',
  tags: 'coin',
};
