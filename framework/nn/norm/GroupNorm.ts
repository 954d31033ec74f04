import { groupNorm } from '../../ops/index.ts';
import { optionsOf, signature } from '../../tensor/arguments.ts';
import { ones, zeros } from '../../tensor/create.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';
import { Parameter } from '../Parameter.ts';

export interface GroupNormModuleOptions {
  /** Added to the variance. Default 1e-5. */
  readonly eps?: number;
  /** Learn a scale and a shift for each channel. Default true. */
  readonly affine?: boolean;
}

const call = signature('GroupNorm', { numGroups: 'count', numChannels: 'count' }, { eps: 'amount', affine: 'boolean' });

/**
 * Groups of channels of each example to mean 0 and variance 1; the batch plays no part. x: [N, C, …] → the same shape.
 * Source: Wu & He, "Group normalization" (2018).
 *
 * @example new GroupNorm(4, 16).forward(maps) // 4 groups of 4 channels
 */
export class GroupNorm extends Module {
  readonly numGroups: number;
  readonly weight: Parameter | null; // [C]
  readonly bias: Parameter | null; // [C]
  readonly eps: number;

  constructor(numGroups: number, numChannels: number, options: GroupNormModuleOptions = {}) {
    super();
    const { eps = 1e-5, affine = true } = optionsOf(call, [numGroups, numChannels, options]);
    if (!Number.isInteger(numGroups) || numGroups < 1 || numChannels % numGroups !== 0) {
      throw new ChalkgradError(
        `GroupNorm: ${numGroups} groups do not divide ${numChannels} channels`,
        'every group holds the same number of channels.',
      );
    }
    this.numGroups = numGroups;
    this.weight = affine ? new Parameter(ones([numChannels])) : null;
    this.bias = affine ? new Parameter(zeros([numChannels])) : null;
    this.eps = eps;
  }

  forward(x: Tensor): Tensor {
    const { weight, bias, eps } = this;
    return groupNorm(x, this.numGroups, weight ?? undefined, bias ?? undefined, { eps });
  }
}
