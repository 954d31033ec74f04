/**
 * The gradient of the probability
 *
 * It is the map of the logits times p and what is left to 1, and fades as well. Begin at the logit, before the softmax.
 */
import { grad, type Module, type Tensor } from '#framework';

export function saliency(model: Module & { forward(x: Tensor): Tensor }, image: Tensor, cls: number): Tensor {
  const wasTraining = model.training;
  model.eval();
  const x = image.detach().requiresGrad_();
  const chance = model.forward(x).softmax(1).select(1, cls).sum();
  const [slope] = grad(chance, [x]);
  model.train(wasTraining);
  return slope!.abs().reshape(image.shape.slice(2));
}
