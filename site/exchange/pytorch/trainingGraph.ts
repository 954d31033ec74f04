/** One step of training as a graph: the model in training mode, then the loss of what it answered. */
import {
  ChalkgradError,
  DataLoader,
  isListening,
  type LoadedBatch,
  listen,
  Tensor,
  type TrainingSetup,
} from '#framework';
import { type Graph, GraphRecorder, merged, type Operand, type Recording, type Runnable } from '../graph.ts';
import { undone } from '../undone.ts';
import { isLayer } from './modules.ts';

export interface TrainingGraph {
  readonly graph: Graph;
  /** How many of its steps are the model's; those after them are the loss's. */
  readonly forward: number;
}

interface Walk {
  readonly recording: Recording;
  readonly forward: number;
}

/**
 * Records a step on two batches of different size; the run is put back as it was.
 *
 * Errors: a step that is more than one model, one loss, one update.
 */
export function trainingGraph(setup: TrainingSetup): TrainingGraph {
  const refuse = (why: string): never => {
    throw new ChalkgradError(
      `${setup.name} is not written for PyTorch: ${why}`,
      'what can be written: one model, one loss, one optimizer, and no dropout.',
    );
  };
  const { model } = setup;
  if (typeof (model as { forward?: unknown }).forward !== 'function')
    return refuse(
      `its step is a game of ${[...model.namedChildren()].map(([name]) => name).join(' and ')}, not one loss`,
    );
  if (Object.keys(setup.optimizers).length !== 1) return refuse('it has more than one optimizer');
  const [small, large] = [2, 3].map((batchSize) => {
    const [batch] = new DataLoader(setup.loader.dataset, { batchSize }).epoch(0);
    return walk(setup, batch!, model as Runnable, refuse);
  }) as [Walk, Walk];
  if (small.forward !== large.forward) refuse('its steps depend on the size of the batch');
  return { graph: merged(setup.name, model, small.recording, large.recording), forward: small.forward };
}

function walk(setup: TrainingSetup, batch: LoadedBatch, model: Runnable, refuse: (why: string) => never): Walk {
  let recorder: GraphRecorder | null = null;
  let forward = -1;
  let calls = 0;
  let answer: Operand | null = null;
  let loss: Operand | null = null;
  let losses = 0;
  let total = 0;
  const given = batch.tensors;
  // Before the recorder's own hooks: inputs must have their names when those look at them.
  const stopBefore = model.registerForwardPreHook((_, inputs) => {
    if (losses > 0 || !isListening()) return undefined;
    calls++;
    if (inputs.length !== 1 || inputs[0] !== given[0]) refuse('its model is fed with something else than the batch');
    return undefined;
  });
  recorder = new GraphRecorder(model, { isWhole: isLayer });
  recorder.name(given);
  const stopAfter = model.registerForwardHook((_, _inputs, output) => {
    if (losses === 0 && isListening() && output instanceof Tensor) {
      answer = recorder!.operandOf(output.traced());
      forward = recorder!.length;
    }
    return undefined;
  });
  const stopLoss = listen(
    (event) => {
      if (event.type !== 'loss') return;
      if (losses++ > 0) return;
      total = recorder!.length;
      loss = recorder!.last();
    },
    { observes: [] },
  );
  try {
    undone(setup, () => setup.step(batch));
  } finally {
    for (const stop of [stopBefore, stopAfter, stopLoss]) stop();
    recorder.stop();
  }
  if (losses !== 1 || calls !== 1) refuse(`its step walks ${Math.max(losses, calls)} times forwards, not once`);
  const [made, cost] = [answer as Operand | null, loss as Operand | null];
  if (made === null || cost === null || cost.shape.length > 0)
    return refuse('its loss is no single number made of its answer');
  return {
    forward,
    recording: {
      batch: batch.ids.length,
      steps: recorder.recorded.slice(0, total),
      inputs: given.map(({ shape, dtype }) => ({ shape, dtype })),
      outputs: [made, cost],
    },
  };
}
