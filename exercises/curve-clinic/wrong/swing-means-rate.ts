/**
 * It began too well
 *
 * A rate that is too large hurts from the first steps. This one is ahead of the healthy patient in the first epoch: it gathers speed.
 *
 * @moment t=digits-mlp.7(examples=1000)~digits-mlp.7(examples=1000)!no-zero-grad&step=60&track=2
 */

export const answers = { eve: 'lr-too-large' };
