/**
 * A floor is not convergence
 *
 * A healthy loss can go almost to 0. Compare the end with the healthy patient: what keeps this one up?
 *
 * @moment t=digits-mlp.7(examples=1000)~digits-mlp.7(examples=1000)!softmax-applied-twice&step=200&track=2
 */

export const answers = { ben: 'healthy' };
