/**
 * The root is no law either
 *
 * It keeps the noise of a step alike, and no more. Here the longer steps stumble as much as they gain: both end about alike.
 *
 * @moment t=digits-workers.7(batch=256,workers=1)~digits-workers.7(batch=256,lrRule=root,workers=1)&step=39
 */

export const answers = { root: 'second' };
