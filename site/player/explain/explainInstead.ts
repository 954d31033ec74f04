/**
 * An explanation in the place of the batch: one example is sent forward, and the walk back goes from the class that was asked for to the picture,
 * recorded like a step. No update is made, and the step itself goes on as if nothing had happened. What is shown belongs to the weights that
 * the step begins with.
 */
import {
  type Cursor,
  emit,
  namedCalls,
  type Substitute,
  scope,
  substituting,
  type Tensor,
  type TrainingSetup,
  tensor,
} from '#framework';
import { gradientsOf, putGradients } from '../buildTrack.ts';
import type { Reading, StepTrace } from '../protocol.ts';
import { StepRecorder } from '../StepRecorder.ts';
import { explainedBy, ofExample, SIDE } from './explanation.ts';
import { asItIs, gradCam, integratedGradients, readerOf, saliency } from './methods.ts';

const STEPS = 4;

interface Place {
  readonly cursor: Cursor;
  readonly item: number;
  readonly substitutes: readonly Substitute[];
}

/** null where the reading asks for no explanation, or the run reads no pictures of digits. */
export function explainInstead(
  setup: TrainingSetup,
  reading: Reading,
  { cursor, item, substitutes }: Place,
): ((step: StepTrace) => StepTrace) | null {
  const asked = explainedBy(reading);
  if (asked === null) return null;
  const [loaded] = setup.loader.epoch(cursor.epoch, cursor.batch);
  const { ids, tensors } = loaded!;
  const [inputs, targets] = tensors as [Tensor, Tensor | undefined];
  if (targets === undefined || inputs.shape.slice(1).join() !== `1,${SIDE},${SIDE}`) return null;
  const at = Math.min(item, ids.length - 1);
  const pixels = inputs.dataSync().slice(at * SIDE * SIDE, (at + 1) * SIDE * SIDE);
  const label = targets.dataSync()[at]!;
  const kept = gradientsOf(setup);
  const recorder = new StepRecorder(at, Number.POSITIVE_INFINITY, []);
  const model = setup.model as TrainingSetup['model'] & { forward(x: Tensor): Tensor };
  for (const [name, parameter] of model.namedParameters()) parameter.label = name;
  scope(() => {
    const x = tensor(Float32Array.from(pixels), { shape: [1, 1, SIDE, SIDE] }).requiresGrad_();
    const y = tensor([label], { dtype: 'int32', shape: [1] });
    [x.label, y.label] = ['inputs', 'targets'];
    const { step, epoch } = cursor;
    emit({ type: 'step.begin', step, epoch, batchIds: ids, batch: [x.traced(), y.traced()], lr: 0 });
    const cls = asked.cls ?? label;
    const reader = readerOf(model);
    asItIs(model, () =>
      substituting(substitutes, () =>
        namedCalls(model, () => {
          if (asked.method === 'cam') return gradCam(reader, x, cls);
          if (asked.method === 'saliency') return saliency(model, reader, x, cls);
          const black = tensor(new Float32Array(SIDE * SIDE), { shape: [1, 1, SIDE, SIDE] });
          return integratedGradients(reader, x, black, cls, { steps: STEPS, rule: 'midpoint' });
        }),
      ),
    );
    emit({ type: 'step.end', step, metrics: {}, ms: 0 });
  });
  putGradients(setup, kept);
  const read = recorder.finish(setup.name, setup.seed);
  return (made) => ({
    ...read,
    reading,
    item: at,
    lr: made.lr,
    loss: made.loss,
    metrics: made.metrics,
    passes: [
      { name: '', loss: made.loss, ops: read.ops.map(({ index }) => index), backward: walkOf(read), updates: [] },
    ],
    updates: [],
    tensors: new Map([...read.tensors].map(([id, one]) => [id, ofExample(one, at)])),
  });
}

/** Indices of its ops in the order of the walk back. */
const walkOf = ({ ops }: StepTrace): readonly number[] =>
  ops
    .filter(({ backward }) => backward !== null)
    .toSorted((a, b) => a.backward!.index - b.backward!.index)
    .map(({ index }) => index);
