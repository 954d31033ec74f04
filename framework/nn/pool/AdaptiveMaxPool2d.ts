import type { Pair } from '../../ops/conv/window2d.ts';
import { adaptiveMaxPool2d } from '../../ops/index.ts';
import { check, signature } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = signature('AdaptiveMaxPool2d', { outputSize: 'counts' });

/** Maxima over as many windows as asked for, whatever the image size. x: [N, C, H, W] → [N, C, outputSize]. */
export class AdaptiveMaxPool2d extends Module {
  readonly outputSize: Pair;

  constructor(outputSize: Pair) {
    super();
    check(call, outputSize);
    this.outputSize = outputSize;
  }

  forward(x: Tensor): Tensor {
    return adaptiveMaxPool2d(x, this.outputSize);
  }
}
