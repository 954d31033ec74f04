/**
 * All classes at once
 *
 * The sum of all logits was differentiated. Which class was asked for?
 */
import { grad, type Module, type Tensor } from '#framework';

export function saliency(model: Module & { forward(x: Tensor): Tensor }, image: Tensor, cls: number): Tensor {
  const wasTraining = model.training;
  model.eval();
  const x = image.detach().requiresGrad_();
  const [slope] = grad(model.forward(x).sum(), [x]);
  model.train(wasTraining);
  return (cls < 0 ? image : slope!).abs().reshape(image.shape.slice(2));
}
