/**
 * Eight times as far, in one leap
 *
 * The rule makes each step eight times as long. This one leaves the valley at once, and the second ReLU never answers again.
 *
 * @moment t=digits-workers.7(workers=1)~digits-workers.7(batch=256,lrRule=linear,workers=1)&step=30
 */

export const answers = { linear: 'alike' };
