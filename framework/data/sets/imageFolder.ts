/**
 * Pictures sorted into one folder per class, as ImageNet and many small sets come. What a PNG or JPEG means is not this
 * framework's business: the caller passes a decoder (a library in Node, createImageBitmap in a browser).
 */

import { type Bytes, listFiles, readBytes } from '../../io/bytes.ts';
import { inWords, optionsOf, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { kinds } from '../../tensor/kinds.ts';
import { Generator } from '../../tensor/random.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { type Batch, ListDataset } from '../Dataset.ts';
import type { ImageTransform } from '../image/imageTransforms.ts';

/** An image as a decoder gives it. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, opacity for each pixel, row by row: what canvases and most libraries give. [H · W · 4] */
  readonly rgba: ArrayLike<number>;
}

export interface ImageFolderOptions {
  readonly decode: (file: Bytes, path: string) => DecodedImage | Promise<DecodedImage>;
  /** Applied once to every image, to bring them to one size: centerCrop(64), say. Not for augmentation. */
  readonly transform?: ImageTransform;
}

export interface ImageFolder {
  /** float32 [3, H, W] in 0 … 1 and an int32 label each. */
  readonly dataset: ListDataset;
  /** Names of the folders, sorted; label k is classes[k]. */
  readonly classes: readonly string[];
}

const IMAGE = /^([^/]+)\/.*\.(?:png|jpe?g|webp|gif|bmp)$/i;
/** What other programs leave behind: hidden files and folders, thumbnails, the other half of a Mac's archive, what was thrown away. */
const NOT_OURS = /(?:^|\/)(?:\.[^/]*|__MACOSX|@eaDir|\$RECYCLE\.BIN|System Volume Information|lost\+found)(?:\/|$)/i;
const COLOURS = 3;
const MOST_PICTURE_BYTES = 2 ** 26; // 64 MiB: 24 megapixels take 72 MB before they are packed
const WHITE = 255;

const call = signature('loadImageFolder', { folder: 'text' }, { decode: 'function!', transform: 'function' });

/**
 * All images below `folder/CLASS/`, in order of their paths. Hidden files and folders (.DS_Store, .ipynb_checkpoints) and those of other
 * programs (__MACOSX, thumbnails) are passed over.
 *
 * Errors: no images; a decoder that gives something else than width × height × 4 values.
 */
export async function loadImageFolder(folder: string, options: ImageFolderOptions): Promise<ImageFolder> {
  const { decode, transform } = optionsOf(call, [folder, options]);
  const paths = (await listFiles(folder)).filter((path) => IMAGE.test(path) && !NOT_OURS.test(path));
  const classes = [...new Set(paths.map((path) => IMAGE.exec(path)![1]!))].sort();
  if (paths.length === 0) {
    throw new ChalkgradError(
      `loadImageFolder: no images below ${folder}`,
      'there must be one folder per class with .png or .jpg files in it: cats/1.png, dogs/2.png.',
    );
  }
  const examples: Batch[] = [];
  for (const path of paths) {
    const file = await readBytes(`${folder}/${path}`, { most: MOST_PICTURE_BYTES });
    const image = colours(await decode(file, path), path);
    const label = Int32Array.of(classes.indexOf(IMAGE.exec(path)![1]!));
    const shown = transform === undefined ? image : transform(image, new Generator(0).fork(path));
    examples.push([shown, tensorFrom(label, [], 'int32')]);
  }
  return { dataset: new ListDataset(examples), classes };
}

const isPicture = (image: unknown): boolean =>
  typeof image === 'object' && image !== null && kinds.numbers.holds((image as { rgba?: unknown }).rgba);

/** RGBA row by row → [3, H, W] in 0 … 1; opacity is dropped. */
function colours(image: DecodedImage, path: string): Tensor {
  if (!isPicture(image)) {
    throw new ChalkgradError(
      `loadImageFolder: the decoder gave ${inWords(image)} for ${path}`,
      'it must give { width, height, rgba }, or throw an error of its own.',
    );
  }
  const { width, height, rgba } = image;
  const pixels = width * height;
  if (!Number.isInteger(pixels) || pixels < 1 || rgba.length !== pixels * (COLOURS + 1)) {
    throw new ChalkgradError(
      `loadImageFolder: the decoder gave ${rgba.length} values for ${path} of ${width} × ${height}`,
      'it must give four values for each pixel: red, green, blue, opacity.',
    );
  }
  const out = new Float32Array(COLOURS * pixels);
  for (let colour = 0; colour < COLOURS; colour++)
    for (let i = 0; i < pixels; i++) out[colour * pixels + i] = rgba[i * (COLOURS + 1) + colour]! / WHITE;
  return tensorFrom(out, [COLOURS, height, width], 'float32');
}
