/**
 * The first update is 0
 *
 * Nothing moved in the first step: the optimizer steps before anybody walks back, and is one batch behind from then on. Look at `epoch-loop`.
 *
 * @moment t=digits-cnn.7~digits-cnn.7!step-before-backward&step=1&track=2
 */

export { trainEpoch } from '../../epoch-loop/wrong/step-before-backward.ts';
export * from '../solution.ts';
