import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addNoise,
  affine,
  arange,
  centerCrop,
  channelStatistics,
  composeTransforms,
  cutout,
  Generator,
  type ImageTransform,
  normalizeChannels,
  ones,
  randn,
  randomAffine,
  randomContrast,
  randomCrop,
  randomFlip,
  stackExamples,
  type Tensor,
  tensor,
  transformBatch,
  zeros,
} from '../../index.ts';

const image = (channels = 2, height = 4, width = 5): Tensor =>
  arange(channels * height * width)
    .to('float32')
    .reshape([channels, height, width])
    .add(1);
const g = (seed = 1): Generator => new Generator(seed);

const transforms: readonly [string, ImageTransform][] = [
  ['randomCrop', randomCrop(3, { padding: 1 })],
  ['randomFlip', randomFlip()],
  ['randomAffine', randomAffine({ degrees: 20, translate: 0.2, scale: [0.8, 1.2], shear: 10 })],
  ['addNoise', addNoise(0.1)],
  ['cutout', cutout(2)],
  ['randomContrast', randomContrast({ contrast: 0.3, brightness: 0.1 })],
];

describe.each(transforms)('%s', (_name, transform) => {
  it('gives the same picture for the same seed, different ones otherwise, and leaves its input alone', () => {
    const x = image();
    const before = x.toArray();
    expect(transform(x, g(1)).toArray()).toEqual(transform(x, g(1)).toArray());
    const pictures = new Set([1, 2, 3, 4, 5, 6].map((seed) => JSON.stringify(transform(x, g(seed)).toArray())));
    expect(pictures.size).toBeGreaterThan(1);
    expect(x.toArray()).toEqual(before);
  });

  it('refuses what is no image', () => {
    expect(() => transform(zeros([1, 2, 4, 4]), g())).toThrow(
      /shape \[1, 2, 4, 4\] is not one image\nhint: .*transformBatch/,
    );
    expect(() => transform(zeros([2, 4, 4], { dtype: 'int32' }), g())).toThrow(/int32/);
  });
});

describe('crops', () => {
  it('are parts of the image, all of them possible', () => {
    const x = image(1, 3, 3);
    const parts = new Set(Array.from({ length: 60 }, (_, seed) => JSON.stringify(randomCrop(2)(x, g(seed)).toArray())));
    expect([...parts].sort()).toEqual(['[[[1,2],[4,5]]]', '[[[2,3],[5,6]]]', '[[[4,5],[7,8]]]', '[[[5,6],[8,9]]]']);
  });

  it('see padding round the image', () => {
    const padded = randomCrop(5, { padding: 1, fill: 7 })(image(1, 3, 3), g());
    const inside = image(1, 3, 3).toArray() as number[][][];
    const frame = new Array<number>(5).fill(7);
    expect(padded.toArray()).toEqual([[frame, ...inside[0]!.map((row) => [7, ...row, 7]), frame]]);
  });

  it('take the middle, larger than the image if wanted', () => {
    expect(centerCrop(1)(image(1, 3, 3), g()).toArray()).toEqual([[[5]]]);
    expect(
      centerCrop(5)(ones([1, 3, 3]), g())
        .sum()
        .itemSync(),
    ).toBe(9);
    expect(() => randomCrop(4)(image(1, 3, 3), g())).toThrow(/4 × 4 does not fit into 3 × 3 with 0 around it/);
  });
});

describe('randomFlip', () => {
  it('mirrors left to right, about as often as asked', () => {
    const x = image(2, 2, 3);
    expect(randomFlip(1)(x, g()).toArray()).toEqual(x.flip(2).toArray());
    expect(randomFlip(0)(x, g()).toArray()).toEqual(x.toArray());
    const flips = Array.from({ length: 400 }, (_, seed) => randomFlip(0.25)(x, g(seed)).dataSync()[0] !== 1);
    expect(Math.abs(flips.filter(Boolean).length / 400 - 0.25)).toBeLessThan(0.07);
  });
});

describe('affine', () => {
  const square = image(2, 4, 4);

  it('without options changes nothing', () => {
    expect(affine(image(), {}).toArray()).toEqual(image().toArray());
  });

  it('turns clockwise: by 90° rows become columns', () => {
    const turned = square.transpose(1, 2).flip(2);
    expect(affine(square, { degrees: 90 }).toArray()).toEqual(turned.toArray());
    expect(affine(square, { degrees: -270 }).toArray()).toEqual(turned.toArray());
    expect(affine(square, { degrees: 180 }).toArray()).toEqual(square.flip([1, 2]).toArray());
  });

  it('moves by whole and half pixels, mixing neighbours', () => {
    const row = tensor([[[0, 8, 0, 0]]]);
    expect(affine(row, { translate: [1, 0] }).toArray()).toEqual([[[0, 0, 8, 0]]]);
    expect(affine(row, { translate: [0.5, 0] }).toArray()).toEqual([[[0, 4, 4, 0]]]);
    expect(affine(row, { translate: [0, 1], fill: 3 }).toArray()).toEqual([[[3, 3, 3, 3]]]);
  });

  it('enlarges about the middle and leans to the left', () => {
    const dot = tensor([
      [
        [0, 0, 0],
        [0, 1, 0],
        [0, 0, 0],
      ],
    ]);
    expect(affine(dot, { scale: 2 }).toArray()).toEqual([
      [
        [0.25, 0.5, 0.25],
        [0.5, 1, 0.5],
        [0.25, 0.5, 0.25],
      ],
    ]);
    const bar = tensor([
      [
        [0, 1, 0],
        [0, 1, 0],
        [0, 1, 0],
      ],
    ]);
    expect(affine(bar, { shear: 45 }).toArray()).toEqual([
      [
        [0, 0, 1],
        [0, 1, 0],
        [1, 0, 0],
      ],
    ]);
  });

  it('undoes what it did, inside of the picture', () => {
    const smooth = tensor(
      Float32Array.from({ length: 32 * 32 }, (_, i) =>
        Math.exp(-((((i % 32) - 15) / 6) ** 2) - ((Math.floor(i / 32) - 15) / 6) ** 2),
      ),
      { shape: [1, 32, 32] },
    );
    fc.assert(
      fc.property(fc.integer({ min: -180, max: 180 }), (degrees) => {
        const back = affine(affine(smooth, { degrees }), { degrees: -degrees });
        expect(Math.max(...back.sub(smooth).abs().dataSync())).toBeLessThan(0.03);
      }),
      { numRuns: 20 },
    );
  });

  it('refuses what it cannot draw', () => {
    expect(() => affine(square, { scale: 0 })).toThrow(/scale 0/);
    expect(() => affine(square, { shear: 90 })).toThrow(/shear 90°/);
  });
});

describe('noise, cutout, contrast', () => {
  it('noise has the standard deviation asked for', () => {
    const noise = [...addNoise(0.5)(zeros([3, 40, 40]), g()).dataSync()];
    const std = Math.sqrt(noise.reduce((sum, value) => sum + value ** 2, 0) / noise.length);
    expect(Math.abs(std - 0.5)).toBeLessThan(0.02);
  });

  it('cutout paints one square in all channels, cut at the border', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(999), (size, seed) => {
        const painted = ones([2, 6, 8]).sub(cutout(size)(ones([2, 6, 8]), g(seed)));
        const [a, b] = painted.toArray() as [number[][], number[][]];
        expect(a).toEqual(b);
        const rows = a.filter((row) => row.includes(1));
        expect(rows.length).toBeGreaterThan(0);
        expect(rows.length).toBeLessThanOrEqual(size);
        for (const row of rows) expect(row).toEqual(rows[0]);
        const width = rows[0]!.filter((value) => value === 1).length;
        expect(width).toBeLessThanOrEqual(size);
        expect(rows[0]!.lastIndexOf(1) - rows[0]!.indexOf(1) + 1).toBe(width);
      }),
    );
  });

  it('contrast keeps the mean, brightness moves it', () => {
    const x = randn([1, 8, 8], { generator: g() });
    const mean = (y: Tensor): number => y.mean().itemSync();
    expect(mean(randomContrast({ contrast: 0.5 })(x, g()))).toBeCloseTo(mean(x), 5);
    expect(Math.abs(mean(randomContrast({ brightness: 0.5 })(x, g())) - mean(x))).toBeLessThanOrEqual(0.5);
  });
});

describe('channel statistics', () => {
  it('bring every channel of the training images to mean 0 and standard deviation 1', () => {
    const images = randn([6, 2, 5, 5], { generator: g() })
      .mul(tensor([[[2]], [[5]]]))
      .add(3);
    const normalized = transformBatch(images, normalizeChannels(channelStatistics(images)), g());
    const after = channelStatistics(normalized);
    for (const value of after.mean) expect(value).toBeCloseTo(0, 5);
    for (const value of after.std) expect(value).toBeCloseTo(1, 5);
  });

  it('leave a channel without spread finite and refuse other channels', () => {
    const statistics = channelStatistics(ones([2, 1, 2, 2]));
    expect(normalizeChannels(statistics)(ones([1, 2, 2]), g()).toArray()).toEqual([
      [
        [0, 0],
        [0, 0],
      ],
    ]);
    expect(() => normalizeChannels(statistics)(ones([3, 2, 2]), g())).toThrow(/1 channels, an image of 3/);
    expect(() => channelStatistics(zeros([2, 2]))).toThrow(/holds no images/);
  });
});

describe('transformBatch', () => {
  it('treats every image on its own, with random numbers of its own', () => {
    const batch = stackExamples([[image()], [image()], [image()]])[0]!;
    const out = transformBatch(batch, composeTransforms(addNoise(1), randomCrop(3)), g());
    expect(out.shape).toEqual([3, 2, 3, 3]);
    const [a, b] = out.toArray() as number[][][][];
    expect(a).not.toEqual(b);
    expect(() => transformBatch(image(), addNoise(1), g())).toThrow(/is no batch of images/);
  });
});
