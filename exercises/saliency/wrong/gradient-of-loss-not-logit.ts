/**
 * The gradient of the loss
 *
 * It carries a factor 1 − p: the surer the network, the emptier the map. Begin at the logit.
 *
 * @moment t=digits-tag.7~digits-tag.7!gradient-of-loss-not-logit&step=20&track=2&read=label
 */
import { crossEntropy, grad, type Module, type Tensor, tensor } from '#framework';

export function saliency(model: Module & { forward(x: Tensor): Tensor }, image: Tensor, cls: number): Tensor {
  const wasTraining = model.training;
  model.eval();
  const x = image.detach().requiresGrad_();
  const loss = crossEntropy(model.forward(x), tensor([cls], { dtype: 'int32' }));
  const [slope] = grad(loss, [x]);
  model.train(wasTraining);
  return slope!.abs().reshape(image.shape.slice(2));
}
