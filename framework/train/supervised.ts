/**
 * The step that most runs make: forward, loss, backward, update. Read it once and every training loop is familiar.
 */

import type { DataLoader, LoadedBatch } from '../data/DataLoader.ts';
import type { Module } from '../nn/Module.ts';
import type { Optimizer } from '../optim/Optimizer.ts';
import { check, checkPlace, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { noGrad } from '../tensor/history.ts';
import { scope } from '../tensor/scope.ts';
import { isSubstituting, runSubstitute, substituteFor } from '../tensor/substitutes.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { currentPass, emit, isListening, isObserved, unheard } from '../trace/emit.ts';
import type { Metrics } from './setup.ts';

/** A number that says how good outputs are, as a mean over the examples: accuracy. outputs [m, …], targets [m, …] */
type Measure = (outputs: Tensor, targets: Tensor) => number;

/** A tensor to look at, made from a step's outputs, or from whatever else the run knows. */
export type Observe = (outputs: Tensor, batch: { readonly inputs: Tensor; readonly targets: Tensor }) => Tensor;

/** The parts of a run that learns from pairs of input and target. */
export interface Supervised {
  readonly model: Module & { forward(inputs: Tensor): Tensor };
  readonly optimizer: Optimizer<{ lr: number }>;
  readonly loss: (outputs: Tensor, targets: Tensor) => Tensor;
  /** Further numbers to show beside the loss. */
  readonly measures: Readonly<Record<string, Measure>>;
  /**
   * Tensors to show while someone watches, by name: probabilities from logits, say. They are made before the update, outside the recorded
   * history, and only while somebody asks for them; one that needs gradients records with `enableGrad`.
   */
  readonly observe?: Readonly<Record<string, Observe>>;
  /** What is done to the gradients before the update: clipping. */
  readonly beforeUpdate?: () => void;
}

const calls = {
  supervisedStep: signature('supervisedStep', { parts: 'supervised', batch: 'batch' }),
  supervisedWalk: signature('supervisedWalk', { parts: 'supervised', batch: 'batch' }),
  restedStep: signature('restedStep', { parts: 'supervised', batch: 'batch' }),
  supervisedEvaluate: signature('supervisedEvaluate', { parts: 'supervised', loader: 'loader' }),
  measured: signature('measured', { measures: 'functions', outputs: 'tensor', targets: 'tensor?' }),
  showOutputs: signature('showOutputs', {
    parts: 'supervised',
    batch: 'pairOfTensors',
    outputs: 'tensor',
    op: 'number',
    value: 'number',
  }),
};

/** One update on a batch [inputs, targets]. A substitute named `trainStep` gets the same arguments. */
export function supervisedStep(parts: Supervised, batch: LoadedBatch): Metrics {
  checkPlace(calls.supervisedStep, 0, parts);
  checkPlace(calls.supervisedStep, 1, batch);
  const substitute = isSubstituting() ? substituteFor('trainStep') : null;
  if (substitute !== null) return runSubstitute<Metrics>(substitute, [parts, batch]);
  const { model, optimizer } = parts;
  model.train();
  optimizer.zeroGrad();
  const metrics = supervisedWalk(parts, batch);
  parts.beforeUpdate?.();
  optimizer.step();
  return metrics;
}

/** The part of a step before the update: forward, loss, backward. Gradients are added to those that lie on the parameters. */
export function supervisedWalk(parts: Supervised, batch: LoadedBatch): Metrics {
  checkPlace(calls.supervisedWalk, 0, parts);
  checkPlace(calls.supervisedWalk, 1, batch);
  const { model, loss: criterion, measures } = parts;
  const [inputs, targets] = batch.tensors as [Tensor, Tensor];
  const outputs = model.forward(inputs);
  const loss = criterion(outputs, targets);
  const value = loss.itemSync();
  if (isListening()) showOutputs(parts, { inputs, targets }, outputs, loss.history?.id ?? 0, value);
  loss.backward();
  return { loss: value, ...measured(measures, outputs, targets) };
}

/** A step of a run that has stopped learning: what it reads in the batch and what that costs, with the weights left alone. */
export function restedStep(parts: Supervised, batch: LoadedBatch): Metrics {
  check(calls.restedStep, parts, batch);
  const [inputs, targets] = batch.tensors as [Tensor, Tensor];
  parts.model.eval();
  const metrics = noGrad(() => {
    const outputs = parts.model.forward(inputs);
    const loss = parts.loss(outputs, targets).itemSync();
    if (isListening()) showOutputs(parts, { inputs, targets }, outputs, 0, loss);
    return { loss, ...measured(parts.measures, outputs, targets) };
  });
  parts.model.train();
  return metrics;
}

/** Tell whoever listens the loss, and what else is to be seen of these outputs. */
export function showOutputs(
  parts: Supervised,
  batch: { readonly inputs: Tensor; readonly targets: Tensor },
  outputs: Tensor,
  op: number,
  value: number,
): void {
  check(calls.showOutputs, parts, batch, outputs, op, value);
  const { observe = {} } = parts;
  emit({ type: 'loss', op, pass: currentPass(), value });
  for (const [name, view] of Object.entries(observe)) {
    if (!isObserved(name)) continue;
    emit({ type: 'observed', name, tensor: unheard(() => noGrad(() => view(outputs.detach(), batch))).traced() });
  }
}

/**
 * Loss and measures over all batches of a loader, without learning. Each batch counts by its size, so that a ragged last one does not count
 * too much. A substitute named `evaluate` gets the same arguments.
 */
export function supervisedEvaluate(parts: Supervised, loader: DataLoader): Metrics {
  check(calls.supervisedEvaluate, parts, loader);
  const substitute = isSubstituting() ? substituteFor('evaluate') : null;
  if (substitute !== null) return runSubstitute<Metrics>(substitute, [parts, loader]);
  const { model, loss, measures } = parts;
  const totals: Record<string, number> = {};
  let count = 0;
  model.eval();
  for (const { ids, tensors } of loader.epoch(0)) {
    const [inputs, targets] = tensors as [Tensor, Tensor];
    const values = scope(() => {
      const outputs = noGrad(() => model.forward(inputs));
      return { loss: noGrad(() => loss(outputs, targets)).itemSync(), ...measured(measures, outputs, targets) };
    });
    for (const [name, value] of Object.entries(values)) totals[name] = (totals[name] ?? 0) + value * ids.length;
    count += ids.length;
  }
  model.train();
  return meansOf(totals, count);
}

/** Sums over `count` examples → means. Errors: there were none. */
export function meansOf(totals: Readonly<Record<string, number>>, count: number): Metrics {
  if (count === 0)
    throw new ChalkgradError(
      'evaluate: the loader has no batches',
      'there must be at least one example to measure on.',
    );
  return Object.fromEntries(Object.entries(totals).map(([name, total]) => [name, total / count]));
}

/** All measures of one batch, on the CPU. */
export function measured(measures: Supervised['measures'], outputs: Tensor, targets: Tensor): Metrics {
  checkPlace(calls.measured, 0, measures);
  checkPlace(calls.measured, 1, outputs);
  checkPlace(calls.measured, 2, targets);
  return Object.fromEntries(Object.entries(measures).map(([name, measure]) => [name, measure(outputs, targets)]));
}
