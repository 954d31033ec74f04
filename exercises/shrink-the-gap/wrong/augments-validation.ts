/**
 * The examination was changed
 *
 * Your evaluate reports another accuracy than validation gives. Change the training rows as you like; the exam is taken on the rows as they are, in eval mode.
 *
 * @moment t=noisy-moons.7(jitter=0.3)~noisy-moons.7(jitter=0.3)!augments-validation&step=50
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
  TensorDataset,
  type TrainingSetup,
} from '#framework';

interface Rows {
  readonly train: TensorDataset;
  readonly validation: TensorDataset;
}

/** A training on the rows of train: points [40, 2] and labels [40]. validation is for looking only. */
export function buildRun({ train, validation }: Rows, seed: number): TrainingSetup {
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
  const [points, labels] = validation.tensors;
  const moved = points!.add(generator.fork('jitter').uniform(0.5, 1));
  const looking = new DataLoader(new TensorDataset(moved, labels!), { batchSize: validation.length });
  return {
    name: 'shrink-the-gap',
    seed,
    config: {},
    model,
    optimizers: { main: optimizer },
    loader: new DataLoader(train, { batchSize: train.length }),
    generators: {},
    epochs: 20,
    step: (batch) => supervisedStep(parts, batch),
    evaluate: () => supervisedEvaluate(parts, looking),
  };
}
