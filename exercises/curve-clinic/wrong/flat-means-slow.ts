/**
 * Flat is not slow
 *
 * A late step still learns. A curve that repeats its very first digits had no step at all.
 *
 * @moment t=digits-mlp.7(examples=1000)~digits-mlp.7(examples=1000)!zero-after-backward&step=32&track=2
 */

export const answers = { ada: 'step-before-backward', ben: 'step-before-backward' };
