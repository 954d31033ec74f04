/**
 * Training goes on without dropout
 *
 * The model was switched to evaluation and stayed there. Put it back into the mode that it was in.
 */
import { grad, type Module, type Tensor } from '#framework';

export function saliency(model: Module & { forward(x: Tensor): Tensor }, image: Tensor, cls: number): Tensor {
  model.eval();
  const x = image.detach().requiresGrad_();
  const [slope] = grad(model.forward(x).select(1, cls).sum(), [x]);
  return slope!.abs().reshape(image.shape.slice(2));
}
