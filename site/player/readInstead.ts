/**
 * A text of the reader's in the place of the batch's example: read forwards and back with the weights that a step begins with, recorded like a
 * step, and no update made. The step itself goes on as if nothing had happened.
 */
import { type Cursor, emit, namedCalls, scope, type TrainingSetup } from '#framework';
import { gradientsOf, putGradients } from './buildTrack.ts';
import type { Reading, StepTrace, TensorData } from './protocol.ts';
import { StepRecorder } from './StepRecorder.ts';

/**
 * Reads now; what it returns puts the reading into the step that is recorded next, whose updates and metrics stay. null where the run reads
 * no letters. Errors: a text that the network cannot read.
 */
export function readInstead(
  setup: TrainingSetup,
  reading: Reading,
  cursor: Cursor,
  observes: readonly string[],
): ((step: StepTrace) => StepTrace) | null {
  const { letters } = setup;
  if (letters === undefined) return null;
  const batch = letters.batch(reading.text, reading.letter);
  const kept = gradientsOf(setup);
  putGradients(setup, null);
  const recorder = new StepRecorder(0, Number.POSITIVE_INFINITY, observes);
  for (const [name, parameter] of setup.model.namedParameters()) parameter.label = name;
  for (const [place, tensor] of batch.tensors.entries()) tensor.label = place === 0 ? 'inputs' : 'targets';
  const { step, epoch } = cursor;
  const inputs = batch.tensors.map((tensor) => tensor.traced());
  emit({ type: 'step.begin', step, epoch, batchIds: batch.ids, batch: inputs, lr: 0 });
  const metrics = scope(() => namedCalls(setup.model, () => letters.walk(batch)));
  emit({ type: 'step.end', step, metrics, ms: 0 });
  putGradients(setup, kept);
  const read = recorder.finish(setup.name, setup.seed);
  return (made) => ({
    ...read,
    reading,
    lr: made.lr,
    metrics: made.metrics,
    updates: made.updates,
    passes: read.passes.map((pass) => ({ ...pass, updates: made.passes[0]?.updates ?? [] })),
    tensors: new Map([...tensorsOfUpdates(made), ...read.tensors]),
  });
}

/** What the updates of a step point at. */
function tensorsOfUpdates({ updates, tensors }: StepTrace): readonly (readonly [number, TensorData])[] {
  const ids = updates.flatMap(({ before, after, gradient, state, parts }) => [
    before,
    after,
    gradient,
    ...state.flatMap((change) => [change.before, change.after]),
    ...parts.map(({ tensor }) => tensor),
  ]);
  return [...new Set(ids)].flatMap((id) => {
    const tensor = tensors.get(id);
    return tensor === undefined ? [] : [[id, tensor] as const];
  });
}
