/**
 * The next step would move by your explanation
 *
 * `backward` leaves gradients on the parameters, on top of those that lie there. `grad(score, [x])` touches nothing else.
 */
import type { Module, Tensor } from '#framework';

export function saliency(model: Module & { forward(x: Tensor): Tensor }, image: Tensor, cls: number): Tensor {
  const wasTraining = model.training;
  model.eval();
  const x = image.detach().requiresGrad_();
  model.forward(x).select(1, cls).sum().backward();
  model.train(wasTraining);
  return x.grad!.abs().reshape(image.shape.slice(2));
}
