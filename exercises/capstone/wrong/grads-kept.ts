/**
 * Gradients of earlier steps are still there
 *
 * When the walk back begins, parameters hold gradients of the step before: every update follows all of them, and its norm grows step by step. Look at `epoch-loop`: who empties them?
 *
 * @moment t=digits-cnn.7~digits-cnn.7!no-zero-grad&step=20&track=2
 */

export { trainEpoch } from '../../epoch-loop/wrong/no-zero-grad.ts';
export * from '../solution.ts';
