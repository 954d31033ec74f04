/**
 * Changes of one image that do not change what it shows: for augmentation. An image is [C, H, W], float32; every function returns
 * a new one. What is random comes from the generator that is passed in, so that the same seed gives the same pictures.
 * For training only: the test set stays as it is.
 */
import { check, optionsOf, signature, tensorsOf } from '../../tensor/arguments.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Generator } from '../../tensor/random.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';

/** One image in, one image out; random numbers only from `generator`. */
export type ImageTransform = (image: Tensor, generator: Generator) => Tensor;

type Pixels = Float32Array<ArrayBuffer>;

/** One image's values with its sizes. */
export interface Image {
  readonly values: Pixels;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** Errors: anything but a float32 [C, H, W]. */
export function imageOf(x: Tensor, who: string): Image {
  const [channels, height, width] = x.shape;
  if (x.rank !== 3 || x.dtype !== 'float32') {
    throw new ChalkgradError(
      `${who}: a ${x.dtype} tensor of shape ${shapeText(x.shape)} is not one image`,
      'one image is float32 [C, H, W]; for a batch use transformBatch, for a dataset augmented.',
    );
  }
  return { values: x.dataSync() as Pixels, channels: channels!, height: height!, width: width! };
}

/** The transforms one after the other, each with random numbers of its own. */
export function composeTransforms(...transforms: readonly ImageTransform[]): ImageTransform {
  check(calls.composeTransforms, ...transforms);
  return (image, generator) =>
    transforms.reduce((x, transform, i) => transform(x, generator.fork(`transform ${i}`)), image);
}

const calls = {
  transformed: signature('transformBatch', { 'what the transform gives': 'list' }),
  composeTransforms: signature('composeTransforms', { '...transforms': 'function' }),
  transformBatch: signature('transformBatch', { batch: 'tensor', transform: 'function', generator: 'generator' }),
  randomCrop: signature('randomCrop', { size: 'count' }, { padding: 'size', fill: 'finite' }),
  centerCrop: signature('centerCrop', { size: 'count', fill: 'finite?' }),
  randomFlip: signature('randomFlip', { probability: 'probability?' }),
  affine: signature(
    'affine',
    { x: 'tensor' },
    { degrees: 'finite', translate: 'object', scale: 'finite', shear: 'finite', fill: 'finite' },
  ),
  randomAffine: signature(
    'randomAffine',
    {},
    { degrees: 'finite', translate: 'amount', scale: 'object', shear: 'finite', fill: 'finite' },
  ),
  addNoise: signature('addNoise', { std: 'amount' }),
  cutout: signature('cutout', { size: 'count', fill: 'finite?' }),
  randomContrast: signature('randomContrast', {}, { contrast: 'amount', brightness: 'amount' }),
  channelStatistics: signature('channelStatistics', { images: 'tensor' }),
  normalizeChannels: signature('normalizeChannels', {}, { mean: 'numberList!', std: 'numberList!' }),
};

/** A transform for each image of a batch, with random numbers of its own. batch [N, C, H, W] → [N, C', H', W'] */
export function transformBatch(batch: Tensor, transform: ImageTransform, generator: Generator): Tensor {
  check(calls.transformBatch, batch, transform, generator);
  const [count, ...shape] = batch.shape;
  if (batch.rank !== 4 || count === 0)
    throw new ChalkgradError(
      `transformBatch: ${shapeText(batch.shape)} is no batch of images`,
      'give it [N, C, H, W].',
    );
  const flat = batch.dataSync() as Pixels;
  const size = flat.length / count!;
  const series = generator.fork(`batch ${generator.word()}`);
  const images = Array.from({ length: count! }, (_, i) =>
    transform(tensorFrom(flat.slice(i * size, (i + 1) * size), shape, batch.dtype), series.fork(`image ${i}`)),
  );
  tensorsOf(calls.transformed, 0, images);
  const out = new Float32Array(images.reduce((total, image) => total + image.size, 0));
  images.forEach((image, i) => {
    out.set(image.dataSync(), i * image.size);
  });
  return tensorFrom(out, [count!, ...images[0]!.shape], 'float32');
}

/** The part of `size` × `size` whose top left corner is (top, left); outside of the image lies `fill`. */
function cropAt(image: Image, top: number, left: number, size: number, fill: number): Tensor {
  const out = new Float32Array(image.channels * size * size).fill(fill);
  const from = Math.max(0, -left);
  const to = Math.min(size, image.width - left);
  for (let c = 0; c < image.channels; c++) {
    for (let y = Math.max(0, -top); y < Math.min(size, image.height - top); y++) {
      const row = (c * image.height + y + top) * image.width + left;
      out.set(image.values.subarray(row + from, row + to), (c * size + y) * size + from);
    }
  }
  return tensorFrom(out, [image.channels, size, size], 'float32');
}

export interface CropOptions {
  /** Pixels added on every side before cutting. Default 0. */
  readonly padding?: number;
  /** Their value. Default 0. */
  readonly fill?: number;
}

/** A square of `size` pixels from a random place. Errors: a square that is larger than the padded image. */
export function randomCrop(size: number, options: CropOptions = {}): ImageTransform {
  const { padding = 0, fill = 0 } = optionsOf(calls.randomCrop, [size, options]);
  return (x, generator) => {
    const image = imageOf(x, 'randomCrop');
    const room = (side: number): number => side + 2 * padding - size;
    if (room(image.height) < 0 || room(image.width) < 0) {
      throw new ChalkgradError(
        `randomCrop: ${size} × ${size} does not fit into ${image.height} × ${image.width} with ${padding} around it`,
        'crop less, or add padding.',
      );
    }
    const top = generator.integer(room(image.height) + 1) - padding;
    const left = generator.integer(room(image.width) + 1) - padding;
    return cropAt(image, top, left, size, fill);
  };
}

/** The square of `size` pixels in the middle; what goes beyond the image is `fill`. Not random. */
export function centerCrop(size: number, fill = 0): ImageTransform {
  check(calls.centerCrop, size, fill);
  return (x) => {
    const image = imageOf(x, 'centerCrop');
    return cropAt(image, Math.round((image.height - size) / 2), Math.round((image.width - size) / 2), size, fill);
  };
}

/** Mirrored left to right with the given probability. Not for digits and letters, which it turns into others. */
export function randomFlip(probability = 0.5): ImageTransform {
  check(calls.randomFlip, probability);
  return (x, generator) => {
    const image = imageOf(x, 'randomFlip');
    if (generator.uniform() >= probability) return tensorFrom(image.values, x.shape, 'float32');
    const last = image.width - 1;
    const flipped = image.values.map((_, i) => image.values[i - (i % image.width) + last - (i % image.width)]!);
    return tensorFrom(flipped, x.shape, 'float32');
  };
}

export interface AffineOptions {
  /** Turn, in degrees; positive is clockwise. Default 0. */
  readonly degrees?: number;
  /** Move by [right, down] pixels. Default [0, 0]. */
  readonly translate?: readonly [right: number, down: number];
  /** Enlarge by this factor. Default 1. */
  readonly scale?: number;
  /** Lean to the left by this angle, in degrees. Default 0. */
  readonly shear?: number;
  /** What comes from outside. Default 0. */
  readonly fill?: number;
}

/**
 * Turn, lean, enlarge about the middle, then move; colours between pixels are mixed from the four around (bilinear).
 * image [C, H, W] → the same shape.
 *
 * The map goes backwards, from each pixel of the result to where it comes from, so that no pixel stays empty.
 *
 * Errors: a scale that is not above 0; a shear of 90° or more.
 */
export function affine(x: Tensor, options: AffineOptions): Tensor {
  options = optionsOf(calls.affine, [x, options]);
  const { degrees = 0, translate = [0, 0], scale = 1, shear = 0, fill = 0 } = options;
  if (!(scale > 0) || !(Math.abs(shear) < 90))
    throw new ChalkgradError(`affine: scale ${scale}, shear ${shear}°`, 'scale is above 0, shear below 90°.');
  const image = imageOf(x, 'affine');
  const [sine, cosine] = [Math.sin(radians(degrees)), Math.cos(radians(degrees))];
  const lean = Math.tan(radians(shear));
  const [middleX, middleY] = [(image.width - 1) / 2, (image.height - 1) / 2];
  const out = new Float32Array(image.values.length);
  const plane = image.height * image.width;
  for (let i = 0; i < plane; i++) {
    const right = ((i % image.width) - middleX - translate[0]) / scale;
    const down = (Math.floor(i / image.width) - middleY - translate[1]) / scale;
    const turnedX = cosine * right + sine * down; // turned back
    const turnedY = cosine * down - sine * right;
    const [fromX, fromY] = [turnedX + lean * turnedY + middleX, turnedY + middleY];
    for (let c = 0; c < image.channels; c++) out[c * plane + i] = mixed(image, c, fromX, fromY, fill);
  }
  return tensorFrom(out, x.shape, 'float32');
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The colour at a place between pixels. Rounded to 2⁻²⁰ pixels, so that a turn by 90° meets the pixels exactly. */
function mixed(image: Image, channel: number, x: number, y: number, fill: number): number {
  const [exactX, exactY] = [Math.round(x * 2 ** 20) / 2 ** 20, Math.round(y * 2 ** 20) / 2 ** 20];
  const [left, top] = [Math.floor(exactX), Math.floor(exactY)];
  const [right, down] = [exactX - left, exactY - top];
  const at = (row: number, column: number): number =>
    row < 0 || column < 0 || row >= image.height || column >= image.width
      ? fill
      : image.values[(channel * image.height + row) * image.width + column]!;
  const upper = right === 0 ? at(top, left) : (1 - right) * at(top, left) + right * at(top, left + 1);
  if (down === 0) return upper;
  const lower = right === 0 ? at(top + 1, left) : (1 - right) * at(top + 1, left) + right * at(top + 1, left + 1);
  return (1 - down) * upper + down * lower;
}

export interface RandomAffineOptions {
  /** Turn by up to so many degrees either way. Default 0. */
  readonly degrees?: number;
  /** Move by up to this share of the width and height either way. Default 0. */
  readonly translate?: number;
  /** Enlarge by a factor between these. Default [1, 1]. */
  readonly scale?: readonly [low: number, high: number];
  /** Lean by up to so many degrees either way. Default 0. */
  readonly shear?: number;
  /** What comes from outside. Default 0. */
  readonly fill?: number;
}

/**
 * Turns, shifts, stretches and slants each image by amounts drawn anew.
 *
 * @example randomAffine({ degrees: 15, translate: 0.1, scale: [0.9, 1.1] })
 */
export function randomAffine(options: RandomAffineOptions = {}): ImageTransform {
  options = optionsOf(calls.randomAffine, [options]);
  const { degrees = 0, translate = 0, scale = [1, 1], shear = 0, fill = 0 } = options;
  return (image, generator) => {
    const [, height, width] = image.shape;
    const either = (most: number): number => generator.uniform(-most, most);
    return affine(image, {
      degrees: either(degrees),
      translate: [either(translate * width!), either(translate * height!)],
      scale: generator.uniform(...scale),
      shear: either(shear),
      fill,
    });
  };
}

/** Normal noise of standard deviation `std` on every value. */
export function addNoise(std: number): ImageTransform {
  check(calls.addNoise, std);
  return (x, generator) => {
    const { values } = imageOf(x, 'addNoise');
    return tensorFrom(
      values.map((value) => value + generator.normal(0, std)),
      x.shape,
      'float32',
    );
  };
}

/**
 * A square of `size` pixels about a random pixel is painted over, cut at the border.
 * Source: DeVries & Taylor, "Improved regularization of convolutional neural networks with cutout" (2017).
 */
export function cutout(size: number, fill = 0): ImageTransform {
  check(calls.cutout, size, fill);
  return (x, generator) => {
    const { values, channels, height, width } = imageOf(x, 'cutout');
    const top = generator.integer(height) - Math.floor(size / 2);
    const left = generator.integer(width) - Math.floor(size / 2);
    for (let row = Math.max(0, top); row < Math.min(height, top + size); row++) {
      for (let c = 0; c < channels; c++) {
        const start = (c * height + row) * width;
        values.fill(fill, start + Math.max(0, left), start + Math.min(width, left + size));
      }
    }
    return tensorFrom(values, x.shape, 'float32');
  };
}

/** Contrast and brightness changed a little: v → m + (1 + c)(v - m) + b, with m the image's mean, c and b random. */
export function randomContrast(options: { contrast?: number; brightness?: number }): ImageTransform {
  const { contrast = 0, brightness = 0 } = optionsOf(calls.randomContrast, [options]);
  return (x, generator) => {
    const { values } = imageOf(x, 'randomContrast');
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const factor = 1 + generator.uniform(-contrast, contrast);
    const shift = generator.uniform(-brightness, brightness);
    return tensorFrom(
      values.map((value) => mean + factor * (value - mean) + shift),
      x.shape,
      'float32',
    );
  };
}

/** Mean and standard deviation of each channel: [C] each. */
export interface ChannelStatistics {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** Measured on the training images. images [N, C, H, W] */
export function channelStatistics(images: Tensor): ChannelStatistics {
  check(calls.channelStatistics, images);
  const [count, channels, height, width] = images.shape;
  if (images.rank !== 4 || images.size === 0)
    throw new ChalkgradError(`channelStatistics: ${shapeText(images.shape)} holds no images`, 'give it [N, C, H, W].');
  const flat = images.dataSync();
  const plane = height! * width!;
  const total = (channel: number, map: (value: number) => number): number => {
    let sum = 0;
    for (let i = 0; i < count! * plane; i++)
      sum += map(flat[(Math.floor(i / plane) * channels! + channel) * plane + (i % plane)]!);
    return sum / (count! * plane);
  };
  const all = Array.from({ length: channels! }, (_, c) => c);
  const mean = all.map((c) => total(c, (value) => value));
  const std = all.map((c) => Math.sqrt(total(c, (value) => (value - mean[c]!) ** 2)));
  return { mean, std };
}

/** Each channel: (v - mean) / std; a channel without any spread is only shifted. Not random: for train and test alike. */
export function normalizeChannels(options: ChannelStatistics): ImageTransform {
  const { mean, std } = optionsOf(calls.normalizeChannels, [options]);
  return (x) => {
    const { values, channels, height, width } = imageOf(x, 'normalizeChannels');
    if (mean.length !== channels || std.length !== channels) {
      throw new ChalkgradError(
        `normalizeChannels: statistics of ${mean.length} channels, an image of ${channels}`,
        'measure them on images of the same kind: channelStatistics(trainImages).',
      );
    }
    const channelOf = (i: number): number => Math.floor(i / (height * width));
    const normalized = values.map((value, i) => (value - mean[channelOf(i)]!) / (std[channelOf(i)]! || 1));
    return tensorFrom(normalized, x.shape, 'float32');
  };
}
