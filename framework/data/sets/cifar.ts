/**
 * CIFAR-10 and CIFAR-100 in their binary version: the folder or the .tar.gz itself. Each record is one label byte (two for
 * CIFAR-100: coarse, then fine), then 1024 bytes of red, green and blue. The Python version is a pickle, which can run code
 * when opened, and is refused. Source: A. Krizhevsky, "The CIFAR-10 dataset", www.cs.toronto.edu/~kriz/cifar.html.
 */
import { check, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { ByteImages } from '../image/ByteImages.ts';
import { type OpenFiles, openFiles } from './openFiles.ts';

/** Colour images with their labels, to learn from and to test on. */
export interface CifarImages {
  readonly train: ByteImages;
  readonly test: ByteImages;
}

/** What the labels 0 … 9 of CIFAR-10 mean. */
export const CIFAR10_NAMES = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
] as const;

interface Layout {
  readonly set: string;
  readonly train: readonly string[];
  readonly test: string;
  /** Bytes before the pixels; the label is the last of them unless told otherwise. */
  readonly labelBytes: number;
  readonly labelAt: number;
  readonly classes: number;
}

const SHAPE = [3, 32, 32];
const PIXEL_BYTES = 3 * 32 * 32;

const calls = {
  loadCifar10: signature('loadCifar10', { place: 'text' }),
  loadCifar100: signature('loadCifar100', { place: 'text', labels: 'text?' }),
};

/**
 * Images as float32 [N, 3, 32, 32] in 0 … 1 and labels as int32 [N], batch by batch.
 *
 * @param place the folder with data_batch_1.bin … (or one around it), or cifar-10-binary.tar.gz
 * @example const { train, test } = await loadCifar10('data/cifar-10-binary.tar.gz');
 */
export function loadCifar10(place: string): Promise<CifarImages> {
  check(calls.loadCifar10, place);
  return load(place, {
    set: 'CIFAR-10',
    train: [1, 2, 3, 4, 5].map((i) => `data_batch_${i}.bin`),
    test: 'test_batch.bin',
    labelBytes: 1,
    labelAt: 0,
    classes: 10,
  });
}

/**
 * The same for CIFAR-100.
 *
 * @param labels its 100 fine classes (default) or its 20 coarse ones
 */
export function loadCifar100(place: string, labels: 'fine' | 'coarse' = 'fine'): Promise<CifarImages> {
  check(calls.loadCifar100, place, labels);
  if (labels !== 'fine' && labels !== 'coarse') {
    throw new ChalkgradError(
      `loadCifar100: there are no labels '${String(labels)}'`,
      "they are 'fine', of 100 classes (default), or 'coarse', of 20.",
    );
  }
  return load(place, {
    set: 'CIFAR-100',
    train: ['train.bin'],
    test: 'test.bin',
    labelBytes: 2,
    labelAt: labels === 'coarse' ? 0 : 1,
    classes: labels === 'coarse' ? 20 : 100,
  });
}

async function load(place: string, layout: Layout): Promise<CifarImages> {
  const files = await openFiles(place);
  return {
    train: await readImages(place, files, layout.train, layout),
    test: await readImages(place, files, [layout.test], layout),
  };
}

async function readImages(
  place: string,
  files: OpenFiles,
  names: readonly string[],
  layout: Layout,
): Promise<ByteImages> {
  const { labelBytes, labelAt, classes, set } = layout;
  const record = labelBytes + PIXEL_BYTES;
  const parts = await Promise.all(names.map((name) => files.read(findFile(place, files, name, set))));
  const count = parts.reduce((total, part) => total + Math.floor(part.length / record), 0);
  const pixels = new Uint8Array(count * PIXEL_BYTES);
  const labels = new Int32Array(count);
  let at = 0;
  parts.forEach((part, i) => {
    if (part.length === 0 || part.length % record !== 0)
      refuse(set, `${names[i]} has ${part.length} bytes, not records of ${record}`);
    for (let start = 0; start < part.length; start += record) {
      const label = part[start + labelAt]!;
      if (label >= classes)
        refuse(set, `${names[i]}: image ${start / record} has label ${label}, there are ${classes} classes`);
      labels[at] = label;
      pixels.set(part.subarray(start + labelBytes, start + record), at * PIXEL_BYTES);
      at++;
    }
  });
  return new ByteImages(pixels, SHAPE, labels);
}

function refuse(set: string, why: string): never {
  throw new ChalkgradError(`${set}: ${why}`, 'the file is damaged or of another set; fetch it again.');
}

function findFile(place: string, { paths }: OpenFiles, name: string, set: string): string {
  const found = paths.find((path) => path === name || path.endsWith(`/${name}`));
  if (found !== undefined) return found;
  const isPython = paths.some((path) =>
    /(?:^|\/)(?:data_batch_1|test_batch|batches\.meta|train|test|meta)$/.test(path),
  );
  const archive = set === 'CIFAR-10' ? 'cifar-10-binary.tar.gz' : 'cifar-100-binary.tar.gz';
  throw new ChalkgradError(
    isPython
      ? `${set}: ${place} is the Python version, a pickle that can run code when opened`
      : `${set}: ${place} does not hold ${name}`,
    `get the binary version, ${archive}: npm run data -- get ${set.toLowerCase().replace('-', '')}`,
  );
}
