/**
 * The root is no law either
 *
 * It would keep the noise of a step alike. Here no step is short of noise: the longer one stumbles.
 *
 * @moment t=digits-workers.7(batch=256,workers=1)~digits-workers.7(batch=256,lrRule=root,workers=1)&step=39
 */

export const answers = { root: 'second' };
