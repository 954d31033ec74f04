/** Real MNIST or Fashion-MNIST from their original four IDX files, plain or .gz, in one folder. */

import { fileExists, readBytes } from '../../io/bytes.ts';
import { decodeIdx, type IdxFile } from '../../io/idx.ts';
import { check, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { tensorFrom } from '../../tensor/Tensor.ts';
import { TensorDataset } from '../Dataset.ts';

/** A set of images with labels, split into the part to learn from and the part to be measured on. */
export interface LabelledImages {
  readonly train: TensorDataset;
  readonly test: TensorDataset;
}

const WHITE = 255;

const call = signature('loadMnist', { folder: 'text' });

/**
 * Images as float32 [n, 1, 28, 28] in 0 … 1 and labels as int32 [n].
 *
 * @example const { train, test } = await loadMnist('data/mnist');
 */
export async function loadMnist(folder: string): Promise<LabelledImages> {
  check(call, folder);
  return { train: await loadPart(folder, 'train'), test: await loadPart(folder, 't10k') };
}

async function loadPart(folder: string, part: 'train' | 't10k'): Promise<TensorDataset> {
  const images = await readIdx(folder, `${part}-images-idx3-ubyte`);
  const labels = await readIdx(folder, `${part}-labels-idx1-ubyte`);
  if (!(images.values instanceof Uint8Array) || !(labels.values instanceof Uint8Array)) {
    throw new ChalkgradError(
      `loadMnist: ${part} has elements that are no bytes`,
      'pixels are 0 … 255 and labels 0 … 9 there; decodeIdx reads files of other numbers.',
    );
  }
  const [count, height, width] = images.shape;
  if (images.shape.length !== 3 || labels.shape.length !== 1 || labels.shape[0] !== count) {
    throw new ChalkgradError(
      `loadMnist: ${part} has images of sizes ${images.shape.join(' × ')} and labels of sizes ${labels.shape.join(' × ')}`,
      'images must be count × height × width and labels count: are the four files from the same set?',
    );
  }
  const pixels = Float32Array.from(images.values, (value) => value / WHITE);
  return new TensorDataset(
    tensorFrom(pixels, [count!, 1, height!, width!], 'float32'),
    tensorFrom(Int32Array.from(labels.values), [count!], 'int32'),
  );
}

async function readIdx(folder: string, name: string): Promise<IdxFile> {
  for (const candidate of [`${folder}/${name}`, `${folder}/${name}.gz`, `${folder}/${name.replace('-idx', '.idx')}`]) {
    if (await fileExists(candidate)) return decodeIdx(await readBytes(candidate), candidate);
  }
  throw new ChalkgradError(
    `loadMnist: ${folder} holds neither ${name} nor ${name}.gz`,
    'the folder must hold the four original files: train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte (each may end in .gz).',
  );
}
