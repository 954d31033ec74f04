/**
 * Look at the first number
 *
 * Before anything is learned, guessing among three costs ln 3. A first loss many times that is a matter of counting, whatever the rate.
 *
 * @moment t=digits-mlp.7(examples=1000)~digits-mlp.7(examples=1000)!sum-not-mean&step=10&track=2
 */

export const answers = { fay: 'lr-too-large' };
