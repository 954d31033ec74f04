/**
 * Weights of a network of convolutions and one linear layer behind a flattening, in the order in which Keras keeps them, and back: kernels HWIO for
 * OIHW, dense kernels [in, out] for [out, in], and the columns behind `flatten` counted (h, w, c) for (c, h, w). The exercise `import-keras` is the way in.
 */
import { ChalkgradError, type Tensor } from '#framework';

/** Keras's name of an array, `conv1/kernel`, with its shape there and its numbers. */
export interface KerasArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
}

/** Of the dense layer that reads flattened maps: their sizes. */
export interface Flattened {
  readonly layer: string;
  readonly maps: readonly [channels: number, height: number, width: number];
}

type Ours = Readonly<Record<string, { readonly shape: readonly number[]; readonly data: ArrayLike<number> }>>;

/** Where in Keras's array each of our elements stands, and Keras's shape. */
function placesOf(name: string, shape: readonly number[], flattened: Flattened): readonly [number[], Int32Array] {
  const size = shape.reduce((product, n) => product * n, 1);
  const places = new Int32Array(size);
  const [first, second] = shape as [number, number];
  if (shape.length === 4) {
    const [out, into, height, width] = shape as [number, number, number, number];
    for (let i = 0; i < size; i++) {
      const [w, h] = [i % width, Math.floor(i / width) % height];
      const [c, o] = [Math.floor(i / (width * height)) % into, Math.floor(i / (width * height * into))];
      places[i] = ((h * width + w) * into + c) * out + o;
    }
    return [[height, width, into, out], places];
  }
  if (shape.length === 2) {
    const isFlattened = name === `${flattened.layer}.weight`;
    const [channels, height, width] = isFlattened ? flattened.maps : [second, 1, 1];
    if (channels * height * width !== second)
      throw new ChalkgradError(
        `Keras: ${name} reads ${second} numbers, maps of [${flattened.maps.join(', ')}] have others`,
        'give the sizes of the maps that are flattened before it.',
      );
    for (let i = 0; i < size; i++) {
      const [o, column] = [Math.floor(i / second), i % second];
      const [w, h, c] = [column % width, Math.floor(column / width) % height, Math.floor(column / (width * height))];
      places[i] = ((h * width + w) * channels + c) * first + o;
    }
    return [[second, first], places];
  }
  return [[...shape], places.map((_, i) => i)];
}

const kerasName = (name: string): string => name.replace(/\.weight$/, '/kernel').replace(/\.bias$/, '/bias');

/** Our state dict → Keras's arrays, in the same order. */
export function toKeras(state: Readonly<Record<string, Tensor>>, flattened: Flattened): readonly KerasArray[] {
  return Object.entries(state).map(([name, own]) => {
    const [shape, places] = placesOf(name, own.shape, flattened);
    const [values, data] = [own.dataSync(), new Float32Array(own.size)];
    for (const [i, at] of places.entries()) data[at] = values[i]!;
    return { name: kerasName(name), shape, data };
  });
}

/** Keras's arrays → numbers under our names, for a network whose state dict has these shapes. Errors: an array that is missing, or of another shape. */
export function fromKeras(
  arrays: readonly KerasArray[],
  state: Readonly<Record<string, Tensor>>,
  flattened: Flattened,
): Ours {
  return Object.fromEntries(
    Object.entries(state).map(([name, { shape, size }]) => {
      const [theirs, places] = placesOf(name, shape, flattened);
      const found = arrays.find((one) => one.name === kerasName(name));
      if (found === undefined || found.shape.join() !== theirs.join())
        throw new ChalkgradError(
          `Keras: ${kerasName(name)} is ${found === undefined ? 'missing' : `of shape [${found.shape.join(', ')}]`}, it must be [${theirs.join(', ')}]`,
          'the network there must have the layers of the one here.',
        );
      const data = new Float32Array(size);
      for (const [i, at] of places.entries()) data[i] = found.data[at]!;
      return [name, { shape, data }];
    }),
  );
}
