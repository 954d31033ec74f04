import { grad, type Module, type Tensor } from '#framework';

/**
 * How much the score of class `cls` would change with each pixel: |∂z_cls/∂x|. The model stays as it was.
 *
 * image: [1, 1, H, W] → [H, W]
 */
export function saliency(model: Module & { forward(x: Tensor): Tensor }, image: Tensor, cls: number): Tensor {
  const wasTraining = model.training;
  model.eval();
  const x = image.detach().requiresGrad_();
  const score = model.forward(x).select(1, cls).sum();
  const [slope] = grad(score, [x]);
  model.train(wasTraining);
  return slope!.abs().reshape(image.shape.slice(2));
}
