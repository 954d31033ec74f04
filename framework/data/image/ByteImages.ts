/**
 * Images kept as they are in their files, one byte a colour value, and turned into float32 in [0, 1] when a batch is asked for:
 * a quarter of the memory. CIFAR-10 takes 150 MB this way.
 */
import { check, signature } from '../../tensor/arguments.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { sizeOf } from '../../tensor/shape.ts';
import { tensorFrom } from '../../tensor/Tensor.ts';
import { type Batch, checkId, type ExampleDataset } from '../Dataset.ts';

const WHITE = 255;

const made = signature('ByteImages', { bytes: 'bytes', shape: 'shape', labels: 'numbers' });

const methods = {
  batch: signature('ByteImages.batch', { ids: 'numbers' }),
  example: signature('ByteImages.example', { id: 'size' }),
  take: signature('ByteImages.take', { count: 'size' }),
};

/** @example new ByteImages(bytes, [3, 32, 32], labels).batch(Int32Array.of(0)) // float32 [1, 3, 32, 32] and int32 [1] */
export class ByteImages implements ExampleDataset {
  readonly length: number;
  /** Of one image: [C, H, W]. */
  readonly shape: readonly number[];
  private readonly bytes: Uint8Array;
  private readonly labels: Int32Array;

  /** Errors: bytes that are not `labels.length` images of that shape. */
  constructor(bytes: Uint8Array, shape: readonly number[], labels: Int32Array) {
    check(made, bytes, shape, labels);
    if (bytes.length !== labels.length * sizeOf(shape)) {
      throw new ChalkgradError(
        `ByteImages: ${bytes.length} bytes are not ${labels.length} images of ${shapeText(shape)}`,
        'there must be one byte for each colour value and one label for each image.',
      );
    }
    this.bytes = bytes;
    this.shape = shape;
    this.labels = labels;
    this.length = labels.length;
  }

  batch(ids: Int32Array): Batch {
    check(methods.batch, ids);
    const size = sizeOf(this.shape);
    const pixels = new Float32Array(ids.length * size);
    const labels = Int32Array.from(ids, (id, i) => {
      checkId(id, this.length);
      const from = id * size;
      for (let p = 0; p < size; p++) pixels[i * size + p] = this.bytes[from + p]! / WHITE;
      return this.labels[id]!;
    });
    return [tensorFrom(pixels, [ids.length, ...this.shape], 'float32'), tensorFrom(labels, [ids.length], 'int32')];
  }

  example(id: number): Batch {
    check(methods.example, id);
    const [image, label] = this.batch(Int32Array.of(id));
    return [tensorFrom(image!.buffer, this.shape, 'float32'), tensorFrom(label!.buffer, [], 'int32')];
  }

  /** The first `count` images, sharing memory. */
  take(count: number): ByteImages {
    check(methods.take, count);
    return new ByteImages(
      this.bytes.subarray(0, count * sizeOf(this.shape)),
      this.shape,
      this.labels.subarray(0, count),
    );
  }
}
