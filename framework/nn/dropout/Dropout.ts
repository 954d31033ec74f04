import { dropout } from '../../ops/index.ts';
import { named, optionsOf, signature } from '../../tensor/arguments.ts';
import { type Generator, getDefaultGenerator } from '../../tensor/random.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = signature('Dropout', { p: 'probability?' }, { generator: 'generator' });

/**
 * Silences elements at random with probability p (default 0.5) while training and scales the rest; passes everything while
 * evaluating. Any shape → the same shape. Source: Srivastava et al. (2014).
 */
export class Dropout extends Module {
  readonly p: number;
  readonly generator: Generator | undefined;

  constructor(p = 0.5, options: { readonly generator?: Generator | undefined } = {}) {
    super();
    const { generator } = optionsOf(named(call, this.constructor.name), [p, options]);
    this.p = p;
    this.generator = generator;
  }

  forward(x: Tensor): Tensor {
    return dropout(x, this.p, { training: this.training, generator: this.generator ?? getDefaultGenerator() });
  }
}
