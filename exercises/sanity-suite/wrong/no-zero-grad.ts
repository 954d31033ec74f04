/**
 * A training that never empties its gradients got through
 *
 * Leave something large in `grad` before the first step: a healthy step gives the same as without it.
 *
 * @moment t=spiral-mlp.7~spiral-mlp.7!no-zero-grad&step=20
 */

export const order = ['forward', 'backward', 'step'];
