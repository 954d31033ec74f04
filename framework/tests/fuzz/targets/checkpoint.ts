import {
  AdamW,
  CosineAnnealingLR,
  captureState,
  crossEntropy,
  DataLoader,
  Dropout,
  decodeCheckpoint,
  encodeCheckpoint,
  fit,
  Generator,
  Linear,
  randn,
  restoreState,
  Sequential,
  startCursor,
  supervisedEvaluate,
  supervisedStep,
  TensorDataset,
  type TrainingSetup,
  type TrainingState,
  zeros,
} from '../../../index.ts';
import type { FuzzTarget } from '../FuzzTarget.ts';
import { variedTree } from '../mutate.ts';

function smallRun(): TrainingSetup {
  const g = new Generator(1);
  const data = new TensorDataset(randn([6, 2], { generator: g }), zeros([6], { dtype: 'int32' }));
  const dropout = g.fork('dropout');
  const model = new Sequential(
    new Linear(2, 2, { generator: g.fork('weights') }),
    new Dropout(0.2, { generator: dropout }),
  );
  const optimizer = new AdamW(model.parameters(), { lr: 0.01 });
  const parts = { model, optimizer, loss: crossEntropy, measures: {} };
  return {
    name: 'small',
    seed: 1,
    config: { lr: 0.01, examples: 6 },
    model,
    optimizers: { main: optimizer },
    schedulers: { main: new CosineAnnealingLR(optimizer, { tMax: 9 }) },
    loader: new DataLoader(data, { batchSize: 2, shuffle: true }),
    generators: { dropout },
    epochs: 3,
    step: (batch) => supervisedStep(parts, batch),
    evaluate: () => supervisedEvaluate(parts, new DataLoader(data, { batchSize: 6 })),
  };
}

let trained: Promise<TrainingState> | undefined;

async function stateAfter(steps: number): Promise<TrainingState> {
  const setup = smallRun();
  for await (const { next } of fit(setup, { validate: false }))
    if (next.step === steps) return captureState(setup, next);
  throw new Error('the run is shorter');
}

export const checkpoint: FuzzTarget = {
  name: 'checkpoint',
  seeds: async () => [encodeCheckpoint(await stateAfter(2)), encodeCheckpoint(captureState(smallRun(), startCursor))],
  /** With a checksum that is right: as if an enemy had written it. */
  async vary(g) {
    trained ??= stateAfter(4);
    const { tensors, manifest } = await trained;
    const varied: unknown = variedTree(manifest, g);
    // Nobody can write a manifest that is no object: what was made of it stands in one of its places.
    const isObject = typeof varied === 'object' && varied !== null && !Array.isArray(varied);
    const written = isObject ? varied : { ...manifest, cursor: varied };
    return encodeCheckpoint({ tensors, manifest: written as typeof manifest });
  },
  async read(bytes) {
    const state = decodeCheckpoint(bytes, 'file');
    const setup = smallRun();
    const before = encodeCheckpoint(captureState(setup, startCursor));
    try {
      const from = restoreState(setup, state);
      for await (const { next } of fit(setup, { from, validate: false })) if (next.step >= from.step + 1) break;
    } catch (error) {
      const after = encodeCheckpoint(captureState(setup, startCursor));
      if (!Buffer.from(before).equals(Buffer.from(after)))
        throw new Error('refused, but the run was changed', { cause: error });
      throw error;
    }
  },
};
