/**
 * A training that never empties its gradients got through
 *
 * Leave something large in `grad` before the first step: a healthy step gives the same as without it.
 */

export const order = ['forward', 'backward', 'step'];
