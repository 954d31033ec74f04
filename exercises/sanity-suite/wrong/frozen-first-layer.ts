/**
 * A frozen layer got through
 *
 * The optimizer was given the second layer only. The gradients are there and nobody uses them: compare every tensor before and after a step.
 */

import type { Tensor } from '#framework';

export const trained = (parameters: Tensor[]) => parameters.slice(2);
