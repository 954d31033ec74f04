/**
 * Labels from 1 got through
 *
 * The training file counts its classes from 1, the examination from 0. It learns well, and everything it learns is off by one: train for a few epochs, then ask for the held-out loss.
 */

import type { Tensor } from '#framework';

/** One output more, or the last label would not fit. */
export const outputs = 4;
export const labels = () => (y: Tensor) => y.add(1);
