/**
 * All units are one unit
 *
 * The weights began all alike, so they get the same gradients and stay alike. Small random numbers break the
 * symmetry.
 *
 * @moment t=spiral-mlp.7~spiral-mlp.7!zero-init-symmetry&step=40&track=2
 */

import { type Generator, Linear, type Module, noGrad, Sequential, Tanh, type Tensor } from '#framework';

export function buildMlp(generator: Generator): Module & { forward(x: Tensor): Tensor } {
  const model = new Sequential(new Linear(2, 32, { generator }), new Tanh(), new Linear(32, 2, { generator }));
  noGrad(() => {
    for (const parameter of model.parameters()) parameter.copyFrom_(new Float32Array(parameter.size));
  });
  return model;
}
