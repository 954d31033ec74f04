/**
 * The rate is not all
 *
 * With the same rate and an eighth of the updates it has come an eighth of the way.
 *
 * @moment t=digits-workers.7(lr=0.025,workers=1)~digits-workers.7(lr=0.025,batch=256,workers=1)&step=39
 */

export const answers = { same: 'alike' };
