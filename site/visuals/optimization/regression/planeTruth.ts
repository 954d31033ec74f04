/** The numbers that the data of `plane-regression` were made with, found from its own data without noise. Runs while the site is built. */
import { findRun, TensorDataset } from '#framework';
import { closedForm } from './regression.ts';

/** Bias first. */
export async function planeTruth(): Promise<readonly number[]> {
  const { dataset } = (await findRun('plane-regression').build({ seed: 7, knobs: { noise: 0 } })).loader;
  if (!(dataset instanceof TensorDataset)) throw new Error('plane-regression does not train on tensors');
  const [x, y] = dataset.tensors.map((tensor) => tensor.toArray()) as [number[][], number[][]];
  const found = closedForm(x.map((row, i) => ({ x: row, y: y[i]![0]! })));
  if (found === null) throw new Error('the inputs of plane-regression do not tell its weights');
  return found.map((value) => Math.round(1e4 * value) / 1e4 + 0); // the data are float32
}
