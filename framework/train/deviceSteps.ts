/**
 * The same step and examination where the model is on a GPU. Everything is enqueued without waiting; only the numbers to show are
 * awaited, and while they travel the GPU may already be done with the update.
 */

import type { DataLoader, LoadedBatch } from '../data/DataLoader.ts';
import { check, optionsOf, signature } from '../tensor/arguments.ts';
import { noGrad } from '../tensor/history.ts';
import { scope } from '../tensor/scope.ts';
import type { Device } from '../tensor/storage.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import type { DeviceSteps, Metrics, TrainingSetup } from './setup.ts';
import { meansOf, measured, type Supervised } from './supervised.ts';

const calls = {
  deviceOf: signature('deviceOf', { model: 'module' }),
  supervisedOnDevice: signature(
    'supervisedOnDevice',
    { parts: 'supervised', examination: 'loader' },
    { readEvery: 'count' },
  ),
};

/** Where a model's parameters are: on the CPU if it has none. */
export function deviceOf(model: TrainingSetup['model']): Device {
  check(calls.deviceOf, model);
  for (const parameter of model.parameters()) return parameter.device;
  return 'cpu';
}

export interface DeviceStepOptions {
  /** Read loss and measures of every so manieth batch only; the steps between report nothing, and run faster. Default 1: of each. */
  readonly readEvery?: number;
}

/**
 * What `fit` calls for a supervised run whose model was moved: `model.to('webgpu')`. Measures are taken on the CPU, from the outputs.
 *
 * @example { ...setup, onDevice: supervisedOnDevice(parts, validation, { readEvery: 10 }) }
 */
export function supervisedOnDevice(
  parts: Supervised,
  examination: DataLoader,
  options: DeviceStepOptions = {},
): DeviceSteps {
  const { readEvery = 1 } = optionsOf(calls.supervisedOnDevice, [parts, examination, options]);
  return {
    step: (batch, isRead = true) => stepOnDevice(parts, batch, isRead && batch.index % readEvery === 0),
    evaluate: () => evaluateOnDevice(parts, examination),
  };
}

async function stepOnDevice(parts: Supervised, { tensors }: LoadedBatch, isRead: boolean): Promise<Metrics> {
  const { model, optimizer, loss: criterion, measures } = parts;
  const [inputs, targets] = tensors as [Tensor, Tensor];
  const device = deviceOf(model);
  model.train();
  optimizer.zeroGrad();
  const outputs = model.forward(inputs.to(device));
  const loss = criterion(outputs, targets.to(device));
  loss.backward();
  parts.beforeUpdate?.();
  optimizer.step();
  if (!isRead) return {};
  const [value, told] = await Promise.all([loss.item(), outputs.detach().cpu()]);
  return { loss: value, ...measured(measures, told, targets) };
}

async function evaluateOnDevice({ model, loss, measures }: Supervised, loader: DataLoader): Promise<Metrics> {
  const device = deviceOf(model);
  const totals: Record<string, number> = {};
  let count = 0;
  model.eval();
  for (const { ids, tensors } of loader.epoch(0)) {
    const [inputs, targets] = tensors as [Tensor, Tensor];
    const values = await scope(async () => {
      const outputs = noGrad(() => model.forward(inputs.to(device)));
      const value = noGrad(() => loss(outputs, targets.to(device)));
      const [lost, told] = await Promise.all([value.item(), outputs.cpu()]);
      return { loss: lost, ...measured(measures, told, targets) };
    });
    for (const [name, value] of Object.entries(values)) totals[name] = (totals[name] ?? 0) + value * ids.length;
    count += ids.length;
  }
  model.train();
  return meansOf(totals, count);
}
