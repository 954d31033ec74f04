import { dropout } from '../../ops/index.ts';
import { getDefaultGenerator } from '../../tensor/random.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Dropout } from './Dropout.ts';

/**
 * Silences whole channels at random with probability p (default 0.5) while training and scales the rest: neighbouring pixels say
 * the same, so dropping single ones would hide nothing. x: [N, C, …] → the same shape.
 * Source: Tompson et al., "Efficient object localization using convolutional networks" (2015), §3.2.
 */
export class Dropout2d extends Dropout {
  override forward(x: Tensor): Tensor {
    const generator = this.generator ?? getDefaultGenerator();
    return dropout(x, this.p, { training: this.training, perChannel: true, generator });
  }
}
