/**
 * What batch norm does to a network and nobody sees: which statistics it measures and remembers, what an examination makes of them, and
 * that examples of one batch change each other's gradients.
 */
import { grad } from '../autograd/backward.ts';
import { DataLoader } from '../data/DataLoader.ts';
import type { Dataset } from '../data/Dataset.ts';
import type { Sequential } from '../nn/containers/Sequential.ts';
import type { Layer } from '../nn/Module.ts';
import { BatchNorm } from '../nn/norm/BatchNorm.ts';
import { crossEntropy } from '../ops/index.ts';
import { enableGrad, noGrad } from '../tensor/history.ts';
import { scope } from '../tensor/scope.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { unheard } from '../trace/emit.ts';
import { accuracy } from '../train/accuracy.ts';
import type { Metrics } from '../train/measurement.ts';
import type { TrainingSetup } from '../train/setup.ts';
import type { Observe } from '../train/supervised.ts';

/** Test examples that are examined before every step: few, so that a step stays quick. */
const EXAMINED = 100;
/** The channel that is followed. */
const CHANNEL = 0;

const layersOf = (model: Sequential): readonly Layer[] => [...model.namedChildren()].map(([, layer]) => layer as Layer);
const numberAt = (values: Tensor, at: number): number => values.dataSync()[at]!;

/**
 * A setup whose steps also say, beside the loss, how things stood before them in the first batch norm's channel 0: `batchMean` and
 * `batchSpread` of the step's own batch, `rememberedMean` and `rememberedSpread`, and `heldOut`, the share that is read right of 100 test
 * examples by the remembered statistics. Not on a GPU, where reading them would hold every step up.
 *
 * @example saysItsStatistics(supervisedSetup({ … }), model, test)
 */
export function saysItsStatistics(setup: TrainingSetup, model: Sequential, test: Dataset): TrainingSetup {
  const [held] = new DataLoader(test, { batchSize: Math.min(EXAMINED, test.length) }).epoch(0);
  const [images, labels] = held!.tensors as [Tensor, Tensor];
  const layers = layersOf(model);
  const place = layers.findIndex((layer) => layer instanceof BatchNorm);
  const norm = layers[place] as BatchNorm;
  const examine = (): number => {
    model.eval();
    const share = accuracy(model.forward(images), labels);
    model.train();
    return share;
  };
  const statistics = (inputs: Tensor): Metrics => {
    const maps = layers.slice(0, place).reduce((x, layer) => layer.forward(x), inputs); // [N, C, H, W]
    const mean = maps.mean([0, 2, 3], { keepdim: true });
    return {
      batchMean: numberAt(mean, CHANNEL),
      batchSpread: Math.sqrt(numberAt(maps.sub(mean).square().mean([0, 2, 3]), CHANNEL)),
      rememberedMean: numberAt(norm.runningMean, CHANNEL),
      rememberedSpread: Math.sqrt(numberAt(norm.runningVar, CHANNEL)),
      heldOut: examine(),
    };
  };
  return {
    ...setup,
    step: (batch) => {
      const before = scope(() => unheard(() => noGrad(() => statistics(batch.tensors[0]!))));
      return { ...setup.step(batch), ...before };
    },
  };
}

/**
 * By how much the gradient at each picture's pixels changes when the first picture of the batch is blanked, relative to what it was: 0 where
 * examples do not hear of each other. inputs: [N, …] → [N]
 */
export const couplingOf =
  (model: Sequential): Observe =>
  (_, { inputs, targets }) => {
    const norms = layersOf(model).filter((layer) => layer instanceof BatchNorm);
    const memory = norms.map(({ runningMean, runningVar }) => [runningMean.dataSync().slice(), runningVar.dataSync().slice()] as const); // biome-ignore format: one line reads better
    const [n, size] = [inputs.shape[0]!, inputs.size / inputs.shape[0]!];
    const slopes = (pixels: Float32Array<ArrayBuffer>): ArrayLike<number> => {
      const x = tensorFrom(pixels, inputs.shape, 'float32').requiresGrad_();
      const [slope] = enableGrad(() => grad(crossEntropy(model.forward(x), targets), [x]));
      return slope!.dataSync();
    };
    const before = slopes(Float32Array.from(inputs.dataSync()));
    const after = slopes(Float32Array.from(inputs.dataSync()).fill(0, 0, size));
    // A look must leave nothing behind.
    for (const [i, { runningMean, runningVar }] of norms.entries()) {
      runningMean.copyFrom_(memory[i]![0]);
      runningVar.copyFrom_(memory[i]![1]);
    }
    const changes = Float64Array.from({ length: n }, (_empty, k) => {
      let [moved, was] = [0, 0];
      for (let i = k * size; i < (k + 1) * size; i++) {
        moved += (after[i]! - before[i]!) ** 2;
        was += before[i]! ** 2;
      }
      return was === 0 ? 0 : Math.sqrt(moved / was);
    });
    return tensorFrom(changes, [n], 'float64');
  };
