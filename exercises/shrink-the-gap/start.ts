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
  type TensorDataset,
  type TrainingSetup,
} from '#framework';

interface Rows {
  readonly train: TensorDataset;
  readonly validation: TensorDataset;
}

/** A training on the rows of train: points [40, 2] and labels [40]. validation is for looking only. */
export function buildRun({ train, validation }: Rows, seed: number): TrainingSetup {
  // your turn: this network learns its forty rows by heart. Cure it.
  const generator = new Generator(seed).fork('weights');
  const model = new Sequential(
    new Linear(2, 64, { generator }),
    new ReLU(),
    new Linear(64, 64, { generator }),
    new ReLU(),
    new Linear(64, 2, { generator }),
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
    loader: new DataLoader(train, { batchSize: train.length }),
    generators: {},
    epochs: 200,
    step: (batch) => supervisedStep(parts, batch),
    evaluate: () => supervisedEvaluate(parts, looking),
  };
}
