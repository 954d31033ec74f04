/**
 * What InstanceNorm1d and InstanceNorm2d share; they differ only in the inputs they accept. Each channel of each example is brought to mean
 * 0 and variance 1 by itself, also while evaluating: contrast is taken away, the batch plays no part.
 * Source: Ulyanov, Vedaldi & Lempitsky, "Instance normalization" (2016).
 */

import { instanceNorm } from '../../ops/index.ts';
import { checkPlace, checkWritten, named, optionsOf, signature } from '../../tensor/arguments.ts';
import { ones, zeros } from '../../tensor/create.ts';
import { keep } from '../../tensor/scope.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';
import { Parameter } from '../Parameter.ts';

export interface InstanceNormModuleOptions {
  /** Added to the variance. Default 1e-5. */
  readonly eps?: number;
  /** How far running statistics move at each step, where they are kept. Default 0.1. */
  readonly momentum?: number;
  /** Learn a scale and a shift for each channel. Default false. */
  readonly affine?: boolean;
  /** Keep running statistics while training, and use them while evaluating. Default false. */
  readonly trackRunningStats?: boolean;
}

const call = signature(
  'InstanceNorm',
  { features: 'count' },
  { eps: 'amount', momentum: 'probability', affine: 'boolean', trackRunningStats: 'boolean' },
);
const input = signature('InstanceNorm.forward', { x: 'tensor' });

export abstract class InstanceNorm extends Module {
  readonly weight: Parameter | null; // [C]
  readonly bias: Parameter | null; // [C]
  readonly runningMean: Tensor | null; // [C]
  readonly runningVar: Tensor | null; // [C]
  readonly eps: number;
  readonly momentum: number;

  constructor(features: number, options: InstanceNormModuleOptions = {}) {
    super();
    checkWritten(this, 'check');
    const {
      eps = 1e-5,
      momentum = 0.1,
      affine = false,
      trackRunningStats = false,
    } = optionsOf(named(call, this.constructor.name), [features, options]);
    this.weight = affine ? new Parameter(ones([features])) : null;
    this.bias = affine ? new Parameter(zeros([features])) : null;
    this.runningMean = trackRunningStats ? keep(zeros([features])) : null;
    this.runningVar = trackRunningStats ? keep(ones([features])) : null;
    this.eps = eps;
    this.momentum = momentum;
  }

  /** Refuse an input that this layer is not made for. */
  protected abstract check(x: Tensor): void;

  forward(x: Tensor): Tensor {
    checkPlace(input, 0, x);
    this.check(x);
    const { runningMean, runningVar, momentum, eps } = this;
    return instanceNorm(x, this.weight ?? undefined, this.bias ?? undefined, {
      runningMean: runningMean ?? undefined,
      runningVar: runningVar ?? undefined,
      useInputStats: this.training || runningMean === null,
      momentum,
      eps,
    });
  }
}
