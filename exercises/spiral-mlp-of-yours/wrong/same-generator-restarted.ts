/**
 * The layers started as copies
 *
 * Every layer began with the same draws: a generator was started anew, or forked under the same name, for each. Pass
 * on the one you were given.
 */

import { Generator, Linear, type Module, Sequential, Tanh, type Tensor } from '#framework';

export function buildMlp({ seed }: Generator): Module & { forward(x: Tensor): Tensor } {
  return new Sequential(
    new Linear(2, 32, { generator: new Generator(seed) }),
    new Tanh(),
    new Linear(32, 2, { generator: new Generator(seed) }),
  );
}
