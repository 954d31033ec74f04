/** Optimizer steps in place. The loops: assembly/optimizers.ts; the rules and their sources: reference/<name>.ts. */
import type { DataBuffer } from '../../tensor/dtype.ts';
import type { Strided } from '../Kernels.ts';
import type { Attempt } from './attempt.ts';
import { wasm } from './engine.ts';
import { addressOfDense, deliver, inPlace } from './stage.ts';

/** Run a step on the addresses of the gradient and of the buffers that it changes (0 for one that is left out). */
function update(
  grad: Strided,
  buffers: readonly (DataBuffer | null)[],
  step: (n: number, gradient: number, addresses: readonly number[]) => void,
): boolean {
  if (grad.dtype !== 'float32' || buffers.some((buffer) => buffer !== null && !(buffer instanceof Float32Array)))
    return false;
  const n = buffers[0]!.length;
  if (n === 0) return true;
  const addresses = buffers.map((buffer) => (buffer === null ? 0 : inPlace(buffer)));
  step(n, addressOfDense(grad), addresses);
  for (let i = 0; i < buffers.length; i++) if (buffers[i] !== null) deliver(buffers[i]!, addresses[i]!);
  return true;
}

export const sgdStep: Attempt<'sgdStep'> = (parameter, grad, velocity, settings) => {
  const { lr, momentum, dampening, weightDecay, nesterov, first } = settings;
  return update(grad, [parameter, velocity], (n, g, [p, v]) => {
    wasm.sgd(n, p!, g, v!, lr, momentum, 1 - dampening, weightDecay, Number(nesterov), Number(first));
  });
};

export const adamStep: Attempt<'adamStep'> = (parameter, grad, mean, variance, settings) => {
  const { lr, beta1, beta2, eps, weightDecay, decoupled, step } = settings;
  return update(grad, [parameter, mean, variance], (n, g, [p, m, v]) => {
    const shrink = decoupled ? 1 - lr * weightDecay : 1;
    const meanScale = lr / (1 - beta1 ** step);
    const varianceScale = 1 / (1 - beta2 ** step);
    const l2 = decoupled ? 0 : weightDecay;
    wasm.adam(n, p!, g, m!, v!, beta1, 1 - beta1, beta2, 1 - beta2, eps, shrink, l2, meanScale, varianceScale);
  });
};

export const rmspropStep: Attempt<'rmspropStep'> = (parameter, grad, squares, mean, velocity, settings) => {
  const { lr, alpha, eps, momentum, weightDecay } = settings;
  return update(grad, [parameter, squares, mean, velocity], (n, g, [p, s, m, v]) => {
    wasm.rmsprop(n, p!, g, s!, m!, v!, lr, alpha, 1 - alpha, eps, momentum, weightDecay);
  });
};

export const adagradStep: Attempt<'adagradStep'> = (parameter, grad, sum, { lr, eps, weightDecay }) =>
  update(grad, [parameter, sum], (n, g, [p, s]) => {
    wasm.adagrad(n, p!, g, s!, lr, eps, weightDecay);
  });

export const adadeltaStep: Attempt<'adadeltaStep'> = (parameter, grad, squares, changes, settings) => {
  const { lr, rho, eps, weightDecay } = settings;
  return update(grad, [parameter, squares, changes], (n, g, [p, s, c]) => {
    wasm.adadelta(n, p!, g, s!, c!, lr, rho, 1 - rho, eps, weightDecay);
  });
};

export const nadamStep: Attempt<'nadamStep'> = (parameter, grad, mean, variance, settings) => {
  const { lr, beta1, beta2, eps, weightDecay, momentum, nextMomentum, momentumProduct, step } = settings;
  return update(grad, [parameter, mean, variance], (n, g, [p, m, v]) => {
    const gradientRate = (lr * (1 - momentum)) / (1 - momentumProduct);
    const meanRate = (lr * nextMomentum) / (1 - momentumProduct * nextMomentum);
    const scale = 1 / (1 - beta2 ** step);
    wasm.nadam(n, p!, g, m!, v!, beta1, 1 - beta1, beta2, 1 - beta2, eps, weightDecay, gradientRate, meanRate, scale);
  });
};

export const lionStep: Attempt<'lionStep'> = (parameter, grad, mean, { lr, beta1, beta2, weightDecay }) =>
  update(grad, [parameter, mean], (n, g, [p, m]) => {
    wasm.lion(n, p!, g, m!, lr, beta1, 1 - beta1, beta2, 1 - beta2, 1 - lr * weightDecay);
  });
