import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  arange,
  augmented,
  type Batch,
  ByteImages,
  ChalkgradError,
  composeTransforms,
  DataLoader,
  type Dataset,
  Generator,
  ListDataset,
  type LoadedBatch,
  type MappedDataset,
  padSequences,
  Subset,
  stackExamples,
  type Tensor,
  TensorDataset,
  tensor,
  WeightedSampler,
  zeros,
} from '../index.ts';

const numbers = (n: number): TensorDataset => new TensorDataset(arange(n).to('float32').reshape([n, 1]), arange(n));
const noisy = (dataset: Dataset): MappedDataset => augmented(dataset, (x, g) => x.add(tensor([g.uniform()])));
const firstOf = (batches: Iterable<LoadedBatch>): unknown[] => [...batches].map(({ tensors }) => tensors[0]!.toArray());

describe('Subset', () => {
  it('is a dataset of the chosen examples, also of another subset', () => {
    const some = new Subset(new Subset(numbers(10), [9, 7, 5, 3]), [3, 0]);
    expect(some.length).toBe(2);
    expect(some.batch(Int32Array.of(0, 1))[1]!.toArray()).toEqual([3, 9]);
    expect(some.example(1).map((x) => x.toArray())).toEqual([[9], 9]);
  });

  it('refuses examples that are not there', () => {
    expect(() => new Subset(numbers(3), [3])).toThrow(/no example 3 among 3\nhint:/);
    expect(() => numbers(3).batch(Int32Array.of(-1))).toThrow(/no example -1 among 3/);
    expect(() => new Subset(numbers(3), [0]).example(1)).toThrow(/no example 1 among 1/);
  });
});

describe('stackExamples', () => {
  it('adds a leading axis and refuses what does not fit together', () => {
    const stacked = stackExamples([
      [tensor([1, 2]), tensor(1)],
      [tensor([3, 4]), tensor(0)],
    ]);
    expect(stacked.map((x) => x.toArray())).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
      [1, 0],
    ]);
    expect(() => stackExamples([[zeros([2])], [zeros([3])]])).toThrow(
      /example 0 is float32 \[2\], example 1 is float32 \[3\]\nhint: .*collate/,
    );
    expect(() => stackExamples([[zeros([2])], []])).toThrow(/example 1 is empty/);
    expect(() => stackExamples([])).toThrow(/no examples/);
  });
});

describe('a dataset with random numbers', () => {
  it('draws new ones each epoch, the same for the same seed, and none that depend on the batch size', () => {
    const loader = (batchSize: number, seed = 3): DataLoader => new DataLoader(noisy(numbers(6)), { batchSize, seed });
    const flat = (l: DataLoader, epoch: number): unknown[] => firstOf(l.epoch(epoch)).flat();
    expect(flat(loader(2), 0)).toEqual(flat(loader(2), 0));
    expect(flat(loader(2), 0)).toEqual(flat(loader(5), 0));
    expect(flat(loader(2), 0)).not.toEqual(flat(loader(2), 1));
    expect(flat(loader(2), 0)).not.toEqual(flat(loader(2, 4), 0));
  });

  it('gives the same examples when an epoch starts in its middle', () => {
    const loader = new DataLoader(noisy(numbers(10)), { batchSize: 3, shuffle: true, seed: 3 });
    expect(firstOf(loader.epoch(2, 2))).toEqual(firstOf(loader.epoch(2)).slice(2));
  });

  it('keeps two maps on top of each other apart', () => {
    const both = noisy(noisy(new TensorDataset(zeros([1, 1]))))
      .batch(Int32Array.of(0))[0]!
      .itemSync();
    const one = noisy(new TensorDataset(zeros([1, 1])))
      .batch(Int32Array.of(0))[0]!
      .itemSync();
    expect(both).not.toBeCloseTo(2 * one, 6);
  });

  it('says so when the dataset below gives no single examples', () => {
    const whole: Dataset = { length: 1, batch: () => [zeros([1])] };
    expect(() => noisy(whole).batch(Int32Array.of(0))).toThrow(/only gives whole batches\nhint: .*example\(id\)/);
  });
});

describe('DataLoader', () => {
  const sentences = new ListDataset([[tensor([1, 2, 3])], [tensor([4])], [tensor([5, 6])]]);
  const collate = (examples: readonly Batch[]): Batch => {
    const { tokens, lengths } = padSequences(examples.map(([x]) => x!.dataSync()));
    return [tokens, lengths];
  };

  it('collates examples of different shapes', () => {
    const loader = new DataLoader(sentences, { batchSize: 2, collate });
    expect([...loader].map((batch) => batch.map((x) => x.toArray()))).toEqual([
      [
        [
          [1, 2, 3],
          [4, 0, 0],
        ],
        [3, 1],
      ],
      [[[5, 6]], [2]],
    ]);
    expect(() => [...new DataLoader(sentences, { batchSize: 2 })]).toThrow(/hint: .*collate/);
  });

  it('draws by weight with a sampler, the same way each time', () => {
    const sampler = new WeightedSampler([0, 1, 3, 0], { count: 4000, seed: 5 });
    const loader = new DataLoader(numbers(4), { batchSize: 4000, sampler });
    const [batch] = [...loader.epoch(0)];
    const share = (id: number): number => batch!.ids.filter((other) => other === id).length / 4000;
    expect([share(0), share(3)]).toEqual([0, 0]);
    expect(Math.abs(share(2) - 0.75)).toBeLessThan(0.03);
    expect(sampler.order(0)).toEqual(sampler.order(0));
    expect(sampler.order(0)).not.toEqual(sampler.order(1));
    expect(loader.length).toBe(1);
  });

  it('refuses a sampler beside shuffle, and weights that cannot be drawn from', () => {
    const sampler = new WeightedSampler([1]);
    expect(() => new DataLoader(numbers(1), { batchSize: 1, shuffle: true, sampler })).toThrow(/shuffle and a sampler/);
    for (const weights of [[0, 0], [-1, 2], [Number.NaN], []])
      expect(() => new WeightedSampler(weights)).toThrow(/cannot be drawn from these/);
  });
});

describe('prefetch', () => {
  const collected = async (batches: AsyncIterable<LoadedBatch>): Promise<unknown[]> => {
    const seen: unknown[] = [];
    for await (const { index, tensors } of batches) seen.push([index, tensors[0]!.toArray()]);
    return seen;
  };

  it('gives the batches of epoch, from any start, however far ahead', async () => {
    const loader = new DataLoader(noisy(numbers(10)), { batchSize: 3, shuffle: true, seed: 2 });
    const expected = [...loader.epoch(1)].map(({ index, tensors }) => [index, tensors[0]!.toArray()]);
    expect(await collected(loader.prefetch(1))).toEqual(expected);
    expect(await collected(loader.prefetch(1, { ahead: 9 }))).toEqual(expected);
    expect(await collected(loader.prefetch(1, { ahead: 2, start: 2 }))).toEqual(expected.slice(2));
  });

  it('makes the next batch while the reader waits', async () => {
    const made: number[] = [];
    const slow: Dataset = {
      length: 4,
      batch: (ids) => {
        made.push(ids[0]!);
        return [zeros([1])];
      },
    };
    const batches = new DataLoader(slow, { batchSize: 1 }).prefetch(0, { ahead: 2 });
    await batches.next();
    await vi.waitFor(() => expect(made).toEqual([0, 1, 2]), { timeout: 30_000 });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(made).toEqual([0, 1, 2]); // and no more than it was asked
    await batches.return(undefined);
  });

  it('reports an error in the place of its batch', async () => {
    const broken: Dataset = {
      length: 3,
      batch: (ids) => {
        if (ids[0] === 1) throw new ChalkgradError('broken', 'mend it.');
        return [zeros([1])];
      },
    };
    const batches = new DataLoader(broken, { batchSize: 1 }).prefetch(0, { ahead: 3 });
    expect((await batches.next()).value?.index).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await expect(batches.next()).rejects.toThrow(/broken/);
    await expect(new DataLoader(broken, { batchSize: 1 }).prefetch(0, { ahead: 0 }).next()).rejects.toThrow(
      /DataLoader\.prefetch: option ahead is 0/,
    );
  });
});

describe('ByteImages', () => {
  it('gives what a TensorDataset of the same pixels gives', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 12, maxLength: 12 }),
        fc.array(fc.nat(2), { minLength: 1 }),
        (bytes, ids) => {
          const images = new ByteImages(bytes, [1, 2, 2], Int32Array.of(5, 6, 7));
          const pixels = tensor(
            Float32Array.from(bytes, (value) => value / 255),
            { shape: [3, 1, 2, 2] },
          );
          const same = new TensorDataset(pixels, tensor([5, 6, 7], { dtype: 'int32' }));
          const arrays = (batch: Batch): unknown[] => batch.map((x: Tensor) => [x.dtype, x.toArray()]);
          expect(arrays(images.batch(Int32Array.from(ids)))).toEqual(arrays(same.batch(Int32Array.from(ids))));
          expect(arrays(images.example(ids[0]!))).toEqual(arrays(same.example(ids[0]!)));
        },
      ),
    );
  });

  it('can be cut short and refuses bytes that do not fit', () => {
    const images = new ByteImages(new Uint8Array(8), [2, 2], Int32Array.of(1, 2));
    expect(images.take(1).length).toBe(1);
    expect(() => images.batch(Int32Array.of(2))).toThrow(/no example 2 among 2/);
    expect(() => new ByteImages(new Uint8Array(7), [2, 2], Int32Array.of(1, 2))).toThrow(/7 bytes are not 2 images/);
  });
});

describe('composeTransforms', () => {
  it('gives each transform random numbers of its own', () => {
    const draw = (x: Tensor, g: Generator): Tensor => x.add(g.uniform());
    const both = composeTransforms(draw, draw)(tensor(0), new Generator(1)).itemSync();
    const one = composeTransforms(draw)(tensor(0), new Generator(1)).itemSync();
    expect(both).not.toBeCloseTo(2 * one, 6);
  });
});
