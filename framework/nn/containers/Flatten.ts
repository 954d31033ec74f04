import { flatten } from '../../ops/index.ts';
import { check, signature } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = signature('Flatten', { start: 'whole?', end: 'whole?' });

/** Everything but the batch axis becomes one axis: [N, C, H, W] → [N, C·H·W]. */
export class Flatten extends Module {
  readonly start: number;
  readonly end: number;

  constructor(start = 1, end = -1) {
    super();
    check(call, start, end);
    this.start = start;
    this.end = end;
  }

  forward(x: Tensor): Tensor {
    return flatten(x, this.start, this.end);
  }
}
