/**
 * What BatchNorm1d and BatchNorm2d share; they differ only in the inputs they accept. While training each channel is brought to
 * mean 0 and variance 1 over the batch; meanwhile running statistics follow, which take over while evaluating.
 * Source: Ioffe & Szegedy, "Batch normalization" (2015), algorithms 1 and 2.
 */

import { batchNorm } from '../../ops/index.ts';
import { checkPlace, checkWritten, named, optionsOf, signature } from '../../tensor/arguments.ts';
import { ones, zeros } from '../../tensor/create.ts';
import { keep } from '../../tensor/scope.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';
import { Parameter } from '../Parameter.ts';

export interface BatchNormModuleOptions {
  /** Added to the variance. Default 1e-5. */
  readonly eps?: number;
  /** How far the running statistics move at each step: running ← (1 - momentum) · running + momentum · batch. Default 0.1. */
  readonly momentum?: number;
  /** Learn a scale and a shift for each channel. Default true. */
  readonly affine?: boolean;
}

const call = signature(
  'BatchNorm',
  { features: 'count' },
  { eps: 'amount', momentum: 'probability', affine: 'boolean' },
);
const input = signature('BatchNorm.forward', { x: 'tensor' });

export abstract class BatchNorm extends Module {
  readonly weight: Parameter | null; // [C]
  readonly bias: Parameter | null; // [C]
  readonly runningMean: Tensor; // [C]
  readonly runningVar: Tensor; // [C]
  readonly eps: number;
  readonly momentum: number;

  constructor(features: number, options: BatchNormModuleOptions = {}) {
    super();
    checkWritten(this, 'check');
    const {
      eps = 1e-5,
      momentum = 0.1,
      affine = true,
    } = optionsOf(named(call, this.constructor.name), [features, options]);
    this.weight = affine ? new Parameter(ones([features])) : null;
    this.bias = affine ? new Parameter(zeros([features])) : null;
    this.runningMean = keep(zeros([features]));
    this.runningVar = keep(ones([features]));
    this.eps = eps;
    this.momentum = momentum;
  }

  /** Refuse an input that this layer is not made for. */
  protected abstract check(x: Tensor): void;

  forward(x: Tensor): Tensor {
    checkPlace(input, 0, x);
    this.check(x);
    const { runningMean, runningVar, training, momentum, eps } = this;
    return batchNorm(x, this.weight ?? undefined, this.bias ?? undefined, {
      runningMean,
      runningVar,
      training,
      momentum,
      eps,
    });
  }
}
