/**
 * Twice as strong the second time
 *
 * The gradient is kept on the picture and added to what lay there. Take it from where nothing is left behind.
 */
import { grad, type Module, type Tensor } from '#framework';

export function saliency(model: Module & { forward(x: Tensor): Tensor }, image: Tensor, cls: number): Tensor {
  const wasTraining = model.training;
  model.eval();
  const x = image.detach().requiresGrad_();
  const [slope] = grad(model.forward(x).select(1, cls).sum(), [x]);
  model.train(wasTraining);
  image.grad = image.grad === null ? slope! : image.grad.add(slope!);
  return image.grad.abs().reshape(image.shape.slice(2));
}
