/** Small colour pictures to learn from: drawn by the generator, CIFAR-10 in its files, or a folder of the reader's own. */
import type { Dataset } from '../data/Dataset.ts';
import { TensorDataset } from '../data/Dataset.ts';
import { generateShapes, SHAPE_NAMES } from '../data/generators/shapes.ts';
import { centerCrop, composeTransforms } from '../data/image/imageTransforms.ts';
import { resize } from '../data/image/resize.ts';
import { Subset } from '../data/Subset.ts';
import { CIFAR10_NAMES, loadCifar10 } from '../data/sets/cifar.ts';
import { loadImageFolder } from '../data/sets/imageFolder.ts';
import { stratifiedSplit } from '../data/split/splitRows.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { Generator } from '../tensor/random.ts';
import type { RunOptions } from './Run.ts';

/** float32 [3, 32, 32] and an int32 label each. */
export interface ColourImages {
  readonly train: Dataset;
  readonly test: Dataset;
  readonly classes: readonly string[];
  /** Where they come from, for a run's config. */
  readonly data: string;
}

const SIDE = 32;
const TEST_SHARE = 0.2;
const EXAMPLES = 5000;
const TEST_EXAMPLES = 500;

/** Whatever the options ask for. */
export async function colourImages(options: RunOptions): Promise<ColourImages> {
  const { seed = 7, dataDir, images } = options;
  if (images !== undefined) return ownImages(images, seed);
  if (dataDir !== undefined) return { ...(await loadCifar10(dataDir)), classes: CIFAR10_NAMES, data: 'files' };
  const { examples = EXAMPLES, testExamples = TEST_EXAMPLES } = options;
  const part = (name: string, count: number): Dataset => {
    const drawn = generateShapes(count, new Generator(seed).fork(name));
    return new TensorDataset(drawn.images, drawn.labels);
  };
  return { train: part('train', examples), test: part('test', testExamples), classes: SHAPE_NAMES, data: 'generated' };
}

/** The middle square of each picture, 32 pixels wide; of every class a fifth is for the examination. */
async function ownImages({ folder, decode }: NonNullable<RunOptions['images']>, seed: number): Promise<ColourImages> {
  const { dataset, classes } = await loadImageFolder(folder, {
    decode,
    transform: composeTransforms(resize(SIDE), centerCrop(SIDE)),
  });
  const labels = dataset.examples.map(([, label]) => label!.itemSync());
  const [train, test] = stratifiedSplit(labels, [1 - TEST_SHARE, TEST_SHARE], new Generator(seed).fork('split'));
  if (classes.length < 2 || test!.length === 0) {
    throw new ChalkgradError(
      `${folder}: ${dataset.length} pictures of ${classes.length} ${classes.length === 1 ? 'class' : 'classes'} (${classes.join(', ')})`,
      'there must be two folders or more, and pictures enough for a fifth of them to be examined on.',
    );
  }
  return { train: new Subset(dataset, train!), test: new Subset(dataset, test!), classes, data: 'images' };
}
