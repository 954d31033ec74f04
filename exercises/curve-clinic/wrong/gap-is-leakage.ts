/**
 * A gap is normal
 *
 * Held-out rows cost a little more, or about the same. Suspect a leak where they cost clearly less.
 *
 * @moment t=digits-mlp.7(examples=1000)&step=200
 */

export const answers = { cem: 'trains-on-validation' };
