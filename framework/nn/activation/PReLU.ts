import { prelu } from '../../ops/index.ts';
import { optionsOf, signature } from '../../tensor/arguments.ts';
import { full } from '../../tensor/create.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';
import { Parameter } from '../Parameter.ts';

export interface PReLUOptions {
  /** What the slopes start as. Default 0.25. */
  readonly init?: number;
}

const call = signature('PReLU', { numParameters: 'count?' }, { init: 'finite' });

/**
 * x where it is positive, a learned slope · x elsewhere. x: [N, C, …] → the same shape. Weight decay draws the slope to 0, and so to a
 * ReLU: leave it out of it. `numParameters`: 1 (default) for one slope, or the number of channels.
 * Source: He et al., "Delving deep into rectifiers" (2015).
 *
 * @example new PReLU(16).forward(maps) // a slope for each of 16 channels
 */
export class PReLU extends Module {
  readonly weight: Parameter; // [numParameters]

  constructor(numParameters = 1, options: PReLUOptions = {}) {
    super();
    const { init = 0.25 } = optionsOf(call, [numParameters, options]);
    this.weight = new Parameter(full([numParameters], init));
  }

  forward(x: Tensor): Tensor {
    return prelu(x, this.weight);
  }
}
