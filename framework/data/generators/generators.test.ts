import { describe, expect, it } from 'vitest';
import {
  BASES,
  encodeBases,
  Generator,
  generateBlobs,
  generateCircles,
  generateCredit,
  generateGrid,
  generateLine,
  generateMoons,
  generateMotifs,
  generateReviews,
  generateRing,
  generateSequences,
  generateShapes,
  generateSineMixture,
  generateSpirals,
  PLACE_NAMES,
  SHAPE_NAMES,
  type Tensor,
} from '../../index.ts';

const g = (seed = 1): Generator => new Generator(seed);
const numbers = (x: Tensor): number[] => [...x.dataSync()];
const pairs = (x: Tensor): [number, number][] => x.toArray() as [number, number][];
const histogram = (labels: Tensor, classes: number): number[] =>
  Array.from({ length: classes }, (_, k) => numbers(labels).filter((label) => label === k).length);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const makers: readonly [string, (count: number, generator: Generator) => unknown][] = [
  ['line', generateLine],
  ['blobs', generateBlobs],
  ['moons', generateMoons],
  ['circles', generateCircles],
  ['spirals', generateSpirals],
  ['ring', generateRing],
  ['grid', generateGrid],
  ['shapes', generateShapes],
  ['sine mixture', generateSineMixture],
  ['motifs', generateMotifs],
  ['reviews', generateReviews],
  ['sequences', (count, generator) => generateSequences('sort', count, generator)],
  ['credit', generateCredit],
];

/** All numbers and texts in a result, whatever its form. */
const contentOf = (value: unknown): string =>
  JSON.stringify(value, (_key, entry: unknown) => {
    if (ArrayBuffer.isView(entry)) return [...(entry as Float32Array)];
    if (typeof entry === 'object' && entry !== null && 'dataSync' in entry) return (entry as Tensor).toArray();
    return typeof entry === 'object' && entry !== null && 'toRows' in entry
      ? (entry as { toRows(): unknown }).toRows()
      : entry;
  });

describe.each(makers)('%s', (_name, make) => {
  it('gives the same data for the same seed, other data for another seed or a second call', () => {
    const generator = g(7);
    const first = contentOf(make(30, generator));
    expect(contentOf(make(30, g(7)))).toBe(first);
    expect(contentOf(make(30, g(8)))).not.toBe(first);
    expect(contentOf(make(30, generator))).not.toBe(first);
  });

  it('refuses numbers of examples that are none', () => {
    for (const count of [0, -1, 1.5]) expect(() => make(count, g())).toThrow(/cannot make .* examples\nhint:/);
  });
});

describe('generateLine', () => {
  it('follows its own truth, up to the noise', () => {
    const { inputs, targets, truth } = generateLine(2000, g(), { weights: [3, -1], bias: 0.5, noise: 0.2 });
    const left = (inputs.toArray() as number[][]).map(
      ([a, b], i) => numbers(targets)[i]! - (truth.weights[0]! * a! + truth.weights[1]! * b! + truth.bias),
    );
    expect(Math.abs(mean(left))).toBeLessThan(0.02);
    expect(Math.sqrt(mean(left.map((value) => value ** 2)))).toBeCloseTo(0.2, 1);
  });
});

describe('point clouds', () => {
  it('are balanced', () => {
    expect(histogram(generateBlobs(10, g()).labels, 3).sort()).toEqual([3, 3, 4]);
    expect(histogram(generateSpirals(300, g(), { classes: 3 }).labels, 3)).toEqual([100, 100, 100]);
  });

  it('blobs lie about their centers', () => {
    const { points, labels } = generateBlobs(3000, g(), {
      centers: [
        [5, 0],
        [-5, 1],
      ],
      std: 0.5,
    });
    const first = pairs(points).filter((_, i) => numbers(labels)[i] === 1);
    expect(mean(first.map(([x]) => x))).toBeCloseTo(-5, 1);
    expect(mean(first.map(([, y]) => y))).toBeCloseTo(1, 1);
  });

  it('without noise lie exactly on their curves', () => {
    const circles = generateCircles(50, g(), { noise: 0, factor: 0.4 });
    pairs(circles.points).forEach(([x, y], i) => {
      expect(Math.hypot(x, y)).toBeCloseTo(numbers(circles.labels)[i] === 0 ? 1 : 0.4, 5);
    });
    const moons = generateMoons(50, g(), { noise: 0 });
    pairs(moons.points).forEach(([x, y], i) => {
      const isFirst = numbers(moons.labels)[i] === 0;
      expect(isFirst ? Math.hypot(x, y) : Math.hypot(x - 1, y - 0.5)).toBeCloseTo(1, 5);
      expect(isFirst ? y >= 0 : y <= 0.5).toBe(true);
    });
    const spirals = generateSpirals(50, g(), { noise: 0, turns: 2 });
    pairs(spirals.points).forEach(([x, y], i) => {
      const along = (Math.hypot(x, y) - 0.1) / 0.9;
      const turned = Math.atan2(y, x) / (2 * Math.PI) - 2 * along - numbers(spirals.labels)[i]! / 2;
      expect(Math.abs(turned - Math.round(turned))).toBeLessThan(1e-4);
    });
  });
});

describe('mixtures', () => {
  it('visit every cloud equally often and stay near its center', () => {
    for (const { points, modes, centers, std } of [generateRing(800, g()), generateGrid(800, g(), { side: 4 })]) {
      const counts = histogram(modes, centers.length);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      const distances = pairs(points).map(([x, y], i) => {
        const [cx, cy] = centers[numbers(modes)[i]!]!;
        return Math.hypot(x - cx, y - cy);
      });
      expect(Math.max(...distances)).toBeLessThan(6 * std);
      expect(Math.sqrt(mean(distances.map((d) => d ** 2)) / 2)).toBeCloseTo(std, 2);
    }
  });
});

describe('generateShapes', () => {
  const { images, labels, masks } = generateShapes(200, g(3));
  const flat = numbers(images);
  const mask = numbers(masks);

  it('are colour pictures in [0, 1] of ten balanced classes', () => {
    expect(images.shape).toEqual([200, 3, 32, 32]);
    expect(flat.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(histogram(labels, SHAPE_NAMES.length)).toEqual(new Array(10).fill(20));
  });

  it('draw every shape inside the picture, large enough and different in colour from what is round it', () => {
    for (let i = 0; i < 60; i++) {
      const inside = mask.slice(i * 1024, (i + 1) * 1024);
      const area = inside.filter((value) => value === 1).length;
      expect(area).toBeGreaterThan(25);
      expect(area).toBeLessThan(420);
      const colour = (wanted: number, c: number): number =>
        mean(flat.slice((i * 3 + c) * 1024, (i * 3 + c + 1) * 1024).filter((_, p) => inside[p] === wanted));
      const contrast = Math.hypot(...[0, 1, 2].map((c) => colour(1, c) - colour(0, c)));
      expect(contrast).toBeGreaterThan(0.2);
    }
  });

  it('draw picture k the same however many are asked for', () => {
    expect(numbers(generateShapes(7, g(3)).images)).toEqual(flat.slice(0, 7 * 3 * 1024));
  });

  it('tell classes by their outline: in a fixed frame, masks of a class resemble each other most', () => {
    // Scale every mask to its own bounding box and compare with the mean of each class: chance would be 10 %.
    const boxed = Array.from({ length: 200 }, (_, i) => inBox(mask.slice(i * 1024, (i + 1) * 1024)));
    const label = numbers(labels);
    const means = SHAPE_NAMES.map((_, k) =>
      boxed[0]!.map((_, p) => mean(boxed.filter((_, i) => i < 120 && label[i] === k).map((box) => box[p]!))),
    );
    const right = boxed.slice(120).filter((box, i) => {
      const distances = means.map((m) => m.reduce((sum, value, p) => sum + (value - box[p]!) ** 2, 0));
      return distances.indexOf(Math.min(...distances)) === label[120 + i];
    });
    expect(right.length / 80).toBeGreaterThan(0.6);
  });
});

/** The part of a 32×32 mask within its bounding box, on 8×8 places. */
function inBox(mask: readonly number[]): number[] {
  const hits = mask.flatMap((value, i) => (value === 1 ? [i] : []));
  const [xs, ys] = [hits.map((i) => i % 32), hits.map((i) => Math.floor(i / 32))];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const side = Math.max(Math.max(...xs) - left, Math.max(...ys) - top);
  return Array.from({ length: 64 }, (_, p) => {
    const [x, y] = [left + Math.round(((p % 8) / 7) * side), top + Math.round((Math.floor(p / 8) / 7) * side)];
    return x < 32 && y < 32 ? mask[y * 32 + x]! : 0;
  });
}

describe('generateSineMixture', () => {
  it('is the sum of its sines plus noise, but for the anomalies', () => {
    const sines = [{ period: 20, amplitude: 2, phase: 1 }];
    const made = generateSineMixture(1000, g(), { sines, noise: 0.1, anomalies: 5 });
    const odd = numbers(made.anomalous);
    const left = numbers(made.values).map((value, t) => value - 2 * Math.sin((2 * Math.PI * t) / 20 + 1));
    const calm = left.filter((_, t) => odd[t] === 0);
    expect(Math.sqrt(mean(calm.map((value) => value ** 2)))).toBeCloseTo(0.1, 2);
    expect(made.anomalies).toHaveLength(5);
    for (const { kind, from, to } of made.anomalies) {
      expect(odd.slice(from - 1, to + 1)).toEqual([0, ...new Array(to - from).fill(1), 0]);
      if (kind === 'spike') expect(Math.abs(left[from]!)).toBeGreaterThan(1.5);
      if (kind === 'flat') expect(new Set(numbers(made.values).slice(from, to)).size).toBe(1);
    }
    expect(odd.filter((value) => value === 1).length).toBe(
      made.anomalies.reduce((sum, { from, to }) => sum + to - from, 0),
    );
  });

  it('refuses more anomalies than fit', () => {
    expect(() => generateSineMixture(100, g(), { anomalies: 5 })).toThrow(/5 anomalies do not fit into 100 steps/);
  });
});

describe('generateMotifs', () => {
  it('plants the motif where it says, and writes the sequence one-hot', () => {
    const made = generateMotifs(200, g(), { length: 30, consensus: 'GATTACA', strictness: 1 });
    made.sequences.forEach((sequence, i) => {
      const position = numbers(made.positions)[i]!;
      expect(numbers(made.labels)[i]).toBe(position < 0 ? 0 : 1);
      if (position >= 0) expect(sequence.slice(position, position + 7)).toBe('GATTACA');
    });
    expect(made.inputs.toArray()).toEqual(encodeBases(made.sequences).toArray());
    expect(numbers(made.inputs.sum(1)).every((value) => value === 1)).toBe(true);
    expect(histogram(made.labels, 2)).toEqual([100, 100]);
  });

  it('draws the motif with the probabilities it states', () => {
    const made = generateMotifs(2000, g(), { consensus: 'ACG', strictness: 0.7 });
    const found = made.sequences.flatMap((sequence, i) => {
      const position = numbers(made.positions)[i]!;
      return position < 0 ? [] : [sequence.slice(position, position + 3)];
    });
    [...BASES].forEach((base, row) => {
      const share = found.filter((motif) => motif[1] === base).length / found.length;
      expect(Math.abs(share - (made.motif.toArray() as number[][])[row]![1]!)).toBeLessThan(0.05);
    });
  });

  it('refuses what is no DNA', () => {
    expect(() => generateMotifs(2, g(), { consensus: 'AXC' })).toThrow(/motif "AXC"/);
    expect(() => generateMotifs(2, g(), { length: 3, consensus: 'ACGT' })).toThrow(/in 3 bases/);
    expect(() => encodeBases(['ACX'])).toThrow(/"X" in sequence 0 is no base/);
    expect(() => encodeBases(['ACG', 'A'])).toThrow(/sequence 1 has 1 bases, the first 3/);
  });
});

describe('generateReviews', () => {
  const { texts, labels } = generateReviews(400, g());

  it('are balanced, varied and proper sentences', () => {
    expect(histogram(labels, 2)).toEqual([200, 200]);
    expect(new Set(texts).size).toBeGreaterThan(380);
    for (const text of texts) expect(text).toMatch(/^[A-Z].*[.!]$/);
  });

  it('need more than counting good words: some good words stand in bad reviews, denied', () => {
    const bad = texts.filter((_, i) => numbers(labels)[i] === 0);
    expect(
      bad.filter((text) => /not (gripping|fresh|clean|vivid|bright|fast|solid|quiet)/.test(text)).length,
    ).toBeGreaterThan(3);
    expect(texts.filter((text) => text.includes(', but ')).length).toBeGreaterThan(80);
  });
});

describe('PLACE_NAMES', () => {
  it('are at least 200 different words of plain letters, sorted', () => {
    expect(PLACE_NAMES.length).toBeGreaterThanOrEqual(200);
    expect(new Set(PLACE_NAMES).size).toBe(PLACE_NAMES.length);
    expect(PLACE_NAMES.filter((name) => !/^[a-z]{3,}$/.test(name))).toEqual([]);
    expect([...PLACE_NAMES].sort()).toEqual(PLACE_NAMES);
  });
});

describe('generateSequences', () => {
  it('solve their own tasks', () => {
    for (const task of ['copy', 'reverse', 'sort'] as const) {
      const { inputs, targets } = generateSequences(task, 20, g(), { length: 5, symbols: 7 });
      (inputs.toArray() as number[][]).forEach((input, i) => {
        const wanted =
          task === 'copy' ? input : task === 'reverse' ? input.toReversed() : input.toSorted((a, b) => a - b);
        expect((targets.toArray() as number[][])[i]).toEqual(wanted);
        expect(input.every((symbol) => symbol >= 0 && symbol < 7)).toBe(true);
      });
    }
  });

  it('add numbers digit by digit', () => {
    const { inputs, targets, symbols } = generateSequences('addition', 50, g(), { length: 3 });
    const written = (x: Tensor): string[] =>
      (x.toArray() as number[][]).map((row) => row.map((token) => symbols[token]).join(''));
    written(inputs).forEach((task, i) => {
      const [, a, b] = /^(\d{3})\+(\d{3})=$/.exec(task)!;
      expect(written(targets)[i]).toBe(String(Number(a) + Number(b)).padStart(4, '0'));
    });
    expect(() => generateSequences('addition', 1, g(), { length: 8 })).toThrow(/up to 7 digits/);
    expect(() => generateSequences('sort', 1, g(), { length: 0 })).toThrow(/length 0/);
  });
});

describe('generateCredit', () => {
  it('repays as often as its formula says, at every chance', () => {
    const { table, labels, probabilities, truth } = generateCredit(3000, g(), { groupEffect: -0.7 });
    const logit = (row: number): number =>
      truth.terms.reduce(
        (sum, t) => sum + (t.weight * (table.numbers(t.column)[row]! - t.center)) / t.spread,
        truth.bias,
      ) + (table.texts('group')[row] === 'B' ? truth.groupEffect : 0);
    const chances = numbers(probabilities);
    for (const row of [0, 1, 2, 3, 4]) expect(chances[row]).toBeCloseTo(1 / (1 + Math.exp(-logit(row))), 5);
    for (const from of [0.2, 0.4, 0.6, 0.8]) {
      const rows = chances.flatMap((p, row) => (p >= from && p < from + 0.2 ? [row] : []));
      expect(
        Math.abs(mean(rows.map((row) => numbers(labels)[row]!)) - mean(rows.map((row) => chances[row]!))),
      ).toBeLessThan(0.06);
    }
  });

  it('gives group B less income, other regions, and holes where asked', () => {
    const { table } = generateCredit(3000, g(), { missing: 0.1 });
    const income = table.numbers('income');
    const groups = table.texts('group');
    const of = (group: string): number =>
      mean([...income].filter((value, row) => groups[row] === group && !Number.isNaN(value)).map(Math.log));
    expect(of('A') - of('B')).toBeCloseTo(0.3, 1);
    const south = (group: string): number =>
      mean(table.texts('region').flatMap((region, row) => (groups[row] === group ? [region === 'south' ? 1 : 0] : [])));
    expect(south('B')).toBeGreaterThan(south('A') + 0.1);
    expect(mean([...income].map((value) => (Number.isNaN(value) ? 1 : 0)))).toBeCloseTo(0.1, 1);
    expect([...table.numbers('debtRatio')].some(Number.isNaN)).toBe(false);
    expect(() => generateCredit(3, g(), { missing: 1 })).toThrow(/a share of 1 missing/);
  });
});
