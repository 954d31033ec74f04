/**
 * It learned from the validation rows
 *
 * Six rows of validation carry a label that nobody would guess, and your network was shown them or knows them. What you look at must not teach.
 *
 * @moment t=digits-mlp.7~digits-mlp.7!trains-on-validation&step=32
 */

import {
  Adam,
  accuracy,
  crossEntropy,
  DataLoader,
  Generator,
  Linear,
  ReLU,
  Sequential,
  supervisedEvaluate,
  supervisedStep,
  type Tensor,
  TensorDataset,
  type TrainingSetup,
  tensor,
} from '#framework';

interface Rows {
  readonly train: TensorDataset;
  readonly validation: TensorDataset;
}

/** A training on the rows of train: points [40, 2] and labels [40]. validation is for looking only. */
export function buildRun({ train, validation }: Rows, seed: number): TrainingSetup {
  const rows = [train, validation].flatMap(({ tensors }) => tensors[0]!.toArray() as number[][]);
  const labels = [train, validation].flatMap(({ tensors }) => tensors[1]!.toArray() as number[]);
  const all = new TensorDataset(tensor(rows), tensor(labels, { dtype: 'int32' }));
  const generator = new Generator(seed).fork('weights');
  const model = new Sequential(
    new Linear(2, 16, { generator }),
    new ReLU(),
    new Linear(16, 16, { generator }),
    new ReLU(),
    new Linear(16, 2, { generator }),
  );
  const optimizer = new Adam(model.parameters(), { lr: 0.01 });
  const parts = {
    model,
    optimizer,
    loss: (logits: Tensor, labels: Tensor) => crossEntropy(logits, labels),
    measures: { accuracy },
  };
  const looking = new DataLoader(validation, { batchSize: validation.length });
  return {
    name: 'shrink-the-gap',
    seed,
    config: {},
    model,
    optimizers: { main: optimizer },
    loader: new DataLoader(all, { batchSize: all.length }),
    generators: {},
    epochs: 20,
    step: (batch) => supervisedStep(parts, batch),
    evaluate: () => supervisedEvaluate(parts, looking),
  };
}
