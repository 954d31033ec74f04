/**
 * A design for each seed
 *
 * Layers, epochs or learning rate differ from seed to seed. Choose once, for all: what fits one draw of forty rows is luck.
 */

import {
  Adam,
  accuracy,
  crossEntropy,
  DataLoader,
  Generator,
  Linear,
  l2Penalty,
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
  const epochs = 20 + 2 * (seed % 5);
  const generator = new Generator(seed).fork('weights');
  const model = new Sequential(
    new Linear(2, 16, { generator }),
    new ReLU(),
    new Linear(16, 16, { generator }),
    new ReLU(),
    new Linear(16, 2, { generator }),
  );
  const weights = [...model.parameters()].filter(({ shape }) => shape.length === 2);
  const penalised = (loss: Tensor): Tensor => (model.training ? loss.add(l2Penalty(weights).mul(0.05)) : loss);
  const optimizer = new Adam(model.parameters(), { lr: 0.01 });
  const parts = {
    model,
    optimizer,
    loss: (logits: Tensor, labels: Tensor) => penalised(crossEntropy(logits, labels)),
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
    epochs,
    step: (batch) => supervisedStep(parts, batch),
    evaluate: () => supervisedEvaluate(parts, looking),
  };
}
