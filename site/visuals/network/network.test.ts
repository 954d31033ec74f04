import { beforeAll, describe, expect, it } from 'vitest';
import { findRun, type ListKnob, parseKnob } from '#framework';
import type { StepTrace } from '../../player/protocol.ts';
import { stepOf } from '../parts/cells/recordedStep.ts';
import { DRAWING_RUNS, drawnFrom, drawnText, MOST_DRAWN } from './drawnPoints.ts';
import { netLayout, neuronAt, neuronCorner } from './netLayout.ts';
import { edgesInto, isReadRight, type Network, networkOf } from './network.ts';

let trace: StepTrace;
let network: Network;
beforeAll(async () => {
  trace = await stepOf('spiral-mlp', 30, ['probabilities', 'decisionMap', 'neuronMaps', 'plane']);
  network = networkOf(trace)!;
}, 60_000);

/** tanh(W x + b) of float64, from the recorded weights. */
function forward(layer: number, x: readonly number[]): number[] {
  const { outputs, inputs, edges, biases } = network.layers[layer]!;
  return Array.from({ length: outputs }, (_, row) => {
    const sum = x.reduce((total, value, i) => total + edges.weight![row * inputs + i]! * value, biases.weight![row]!);
    return layer < 2 ? Math.tanh(sum) : sum;
  });
}

const middle = (side: number, cell: number): [number, number] => [
  ((2 * (cell % side) + 1) / side - 1) * network.extent,
  -((2 * Math.floor(cell / side) + 1) / side - 1) * network.extent,
];

describe('networkOf', () => {
  it('has the layers of the run, with the trace’s own weights, gradients and updates', () => {
    expect(network.layers.map(({ op, inputs, outputs }) => [op, inputs, outputs])).toEqual([
      ['linear1', 2, 32],
      ['linear2', 32, 32],
      ['linear3', 32, 2],
    ]);
    for (const [i, { edges, biases }] of network.layers.entries()) {
      for (const [numbers, name] of [
        [edges, 'weight'],
        [biases, 'bias'],
      ] as const) {
        const update = trace.updates.find(({ label }) => label === `${2 * i}.${name}`)!;
        const values = (id: number) => [...trace.tensors.get(id)!.values];
        expect([...Array.from(numbers.weight!)]).toEqual(values(update.before));
        expect([...Array.from(numbers.gradient!)]).toEqual(values(update.gradient));
        const [before, after] = [values(update.before), values(update.after)];
        for (const [at, value] of Array.from(numbers.update!).entries())
          expect(value).toBeCloseTo(after[at]! - before[at]!, 6);
      }
    }
  });

  it('its maps are what those weights make of the plane: in float64 the same', () => {
    for (const cell of [0, 37, 805, 1599]) {
      const hidden = forward(1, forward(0, middle(40, cell)));
      const [zero, one] = forward(2, hidden) as [number, number];
      expect(network.classMap(1)!.values[cell]).toBeCloseTo(2 / (1 + Math.exp(zero - one)) - 1, 4);
      expect(network.classMap(0)!.values[cell]).toBe(-network.classMap(1)!.values[cell]!);
    }
    for (const cell of [0, 100, 255]) {
      const first = forward(0, middle(16, cell));
      const second = forward(1, first);
      for (const neuron of [0, 7, 31]) {
        expect(network.neuronMap(0, neuron)!.values[cell]).toBeCloseTo(first[neuron]!, 4);
        expect(network.neuronMap(1, neuron)!.values[cell]).toBeCloseTo(second[neuron]!, 4);
      }
    }
    expect([network.neuronMap(2, 0), network.neuronMap(0, 32)]).toEqual([null, null]);
  });

  it('its points are the batch, read as the step says', () => {
    const right = network.points.filter((point) => isReadRight(point)).length;
    expect(network.points).toHaveLength(trace.batchIds.length);
    expect(right / network.points.length).toBeCloseTo(trace.metrics['accuracy']!, 12);
    expect(network.points.every(({ x, y }) => Math.hypot(x, y) < network.extent * Math.SQRT2)).toBe(true);
  });

  it('edges into a neuron are its row of the weights, largest first', () => {
    const edges = edgesInto(network, { column: 2, neuron: 5 });
    expect(edges).toHaveLength(32);
    for (const { from, numbers } of edges) expect(numbers.weight).toBe(network.layers[1]!.edges.weight![5 * 32 + from]);
    const sizes = edges.map(({ numbers }) => Math.abs(numbers.weight!));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(edgesInto(network, { column: 0, neuron: 0 })).toEqual([]);
  });

  it('says nothing of a step without points', async () => {
    expect(networkOf(await stepOf('line-regression', 0))).toBeNull();
  });
});

const OBSERVES = ['probabilities', 'decisionMap', 'answerMap', 'answers', 'neuronMaps', 'plane', 'strongest'];
const shapes = ({ layers }: Network): unknown => layers.map(({ op, inputs, outputs }) => [op, inputs, outputs]);
/** The middle of a cell of a map. */
const placeOf = ({ extent, middle: [x, y] }: Network, side: number, cell: number): [number, number] => [
  x + ((2 * (cell % side) + 1) / side - 1) * extent,
  y - ((2 * Math.floor(cell / side) + 1) / side - 1) * extent,
];
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

describe('other runs in the plane', () => {
  it('clouds-logistic: one line, one output, for class 1', async () => {
    const step = await stepOf('clouds-logistic', 5, OBSERVES);
    const clouds = networkOf(step)!;
    expect(shapes(clouds)).toEqual([['linear', 2, 1]]);
    const { edges, biases } = clouds.layers[0]!;
    for (const cell of [0, 817, 1599]) {
      const [x, y] = placeOf(clouds, 40, cell);
      const logit = edges.weight![0]! * x + edges.weight![1]! * y + biases.weight![0]!;
      expect(clouds.classMap(1)!.values[cell]).toBeCloseTo(2 * sigmoid(logit) - 1, 4);
    }
    const right = clouds.points.filter((point) => isReadRight(point)).length;
    expect(right / clouds.points.length).toBeCloseTo(step.metrics['accuracy']!, 12);
  });

  it('three-clouds: a map for each class, which add up', async () => {
    const step = await stepOf('three-clouds', 5, OBSERVES);
    const clouds = networkOf(step)!;
    expect(shapes(clouds)).toEqual([['linear', 2, 3]]);
    expect(clouds.classes).toBe(3);
    for (const cell of [0, 700, 1599]) {
      const shares = [0, 1, 2].map((label) => (clouds.classMap(label)!.values[cell]! + 1) / 2);
      expect(shares[0]! + shares[1]! + shares[2]!).toBeCloseTo(1, 5);
    }
    const right = clouds.points.filter((point) => isReadRight(point)).length;
    expect(right / clouds.points.length).toBeCloseTo(step.metrics['accuracy']!, 12);
  });

  it('credit-logistic: the plane of its two largest weights', async () => {
    const credit = networkOf(await stepOf('credit-logistic', 20, OBSERVES))!;
    expect(shapes(credit)).toEqual([['linear', 5, 1]]);
    const weights = Array.from(credit.layers[0]!.edges.weight!, Math.abs);
    const largest = weights.toSorted((a, b) => b - a).slice(0, 2);
    expect(credit.plane.map((input) => weights[input]!).toSorted((a, b) => b - a)).toEqual(largest);
    const [across, up] = credit.plane;
    for (const cell of [3, 900]) {
      const [x, y] = placeOf(credit, 40, cell);
      const { edges, biases } = credit.layers[0]!;
      const logit = edges.weight![across]! * x + edges.weight![up]! * y + biases.weight![0]!;
      expect(credit.classMap(1)!.values[cell]).toBeCloseTo(2 * sigmoid(logit) - 1, 4);
    }
  });

  it('moons-skip: layers of products and sums, with the weights of their updates, and a skip', async () => {
    const step = await stepOf('moons-skip', 3, OBSERVES);
    const moons = networkOf(step)!;
    expect(moons.layers.map(({ inputs, outputs }) => [inputs, outputs])).toEqual([
      [2, 8],
      [8, 8],
      [8, 2],
    ]);
    const w2 = step.updates.find(({ label }) => label === 'w2')!;
    expect(moons.layers[1]!.edges.weight).toBe(step.tensors.get(w2.before)!.values);
    expect(moons.layers[1]!.edges.gradient).toBe(step.tensors.get(w2.gradient)!.values);
    expect(moons.skips).toEqual([[1, 2]]);
    const { edges, biases } = moons.layers[0]!;
    const [x, y] = placeOf(moons, 16, 37);
    const h = Math.tanh(edges.weight![4]! * x + edges.weight![5]! * y + biases.weight![2]!);
    expect(moons.neuronMap(0, 2)!.values[37]).toBeCloseTo(h, 4);
  });

  it('noisy-moons: sixty-four units a layer, as an examination sees them, whatever dropout does', async () => {
    const [plain, silenced] = [await stepOf('noisy-moons', 2, OBSERVES), await stepOf('noisy-moons', 2)];
    const moons = networkOf(plain)!;
    expect(moons.layers.map(({ inputs, outputs }) => [inputs, outputs])).toEqual([
      [2, 64],
      [64, 64],
      [64, 2],
    ]);
    expect(moons.neuronMap(1, 63)!.side).toBe(11);
    expect(plain.loss).toBe(silenced.loss);
  });

  it('xor-scalars: units of single numbers, and the answer itself as the map', async () => {
    const step = await stepOf('xor-scalars', 20, OBSERVES);
    const xor = networkOf(step)!;
    expect(shapes(xor)).toEqual([
      ['example0.unit1.h', 2, 2],
      ['example0.o2', 2, 1],
    ]);
    const [hidden, output] = xor.layers as [Network['layers'][0], Network['layers'][0]];
    const at = ([x, y]: readonly [number, number]): number => {
      const h = [0, 1].map((u) =>
        Math.tanh(hidden.edges.weight![2 * u]! * x + hidden.edges.weight![2 * u + 1]! * y + hidden.biases.weight![u]!),
      );
      return output.biases.weight![0]! + h[0]! * output.edges.weight![0]! + h[1]! * output.edges.weight![1]!;
    };
    for (const cell of [0, 841]) expect(xor.classMap(1)!.values[cell]).toBeCloseTo(at(placeOf(xor, 40, cell)), 4);
    expect(xor.points.map(({ label }) => label)).toEqual([0, 1, 1, 0]);
    for (const { x, y, read } of xor.points) expect(read).toBe(Number(at([x, y]) > 0));
  });
});

describe('drawn points', () => {
  it('are what the knob of the run reads, and stand among its examples', async () => {
    const points = [
      { x: 0.5, y: -0.25, label: 1 },
      { x: -1, y: 0.3, label: 0 },
    ] as const;
    expect(drawnFrom(drawnText(points))).toEqual(points);
    expect(drawnText([])).toBe('');
    for (const name of DRAWING_RUNS) {
      const run = findRun(name);
      const { drawn } = run.knobs as unknown as { drawn: ListKnob };
      expect(drawn.default).toHaveLength(3 * MOST_DRAWN);
      const setup = await run.build({ seed: 7, knobs: { drawn: parseKnob(drawn, drawnText(points)), examples: 8 } });
      const [batch] = setup.loader.epoch(0);
      const [inputs, labels] = batch!.tensors.map((tensor) => [...tensor.dataSync()]);
      expect(labels).toHaveLength(10);
      for (const { x, y, label } of points) {
        const at = labels!.findIndex(
          (_, i) => Math.abs(inputs![2 * i]! - x) < 1e-6 && Math.abs(inputs![2 * i + 1]! - y) < 1e-6,
        );
        expect(labels![at]).toBe(label);
      }
    }
  });
});

describe('netLayout', () => {
  it('gives a finger room for every neuron, on a phone too', () => {
    for (const counts of [
      [2, 32, 32, 2],
      [2, 64, 64, 2],
      [5, 1],
    ]) {
      const layout = netLayout(350, counts);
      expect(Math.min(...layout.sizes)).toBeGreaterThanOrEqual(24);
    }
  });

  it('keeps columns apart on a phone, and in the room that it has beside the plane (figures-network.css)', () => {
    for (const counts of [
      [2, 16, 2],
      [2, 64, 64, 2],
    ]) {
      const layout = netLayout(350, counts);
      for (let column = 1; column < counts.length; column++) {
        const before = neuronCorner(layout, { column: column - 1, neuron: counts[column - 1]! - 1 });
        const { x } = neuronCorner(layout, { column, neuron: 0 });
        expect(x - before.x - layout.sizes[column - 1]!).toBeGreaterThan(20);
      }
    }
  });

  it('has every neuron inside, and finds it where it is drawn', () => {
    for (const width of [330, 700]) {
      const layout = netLayout(width, [2, 32, 32, 2]);
      for (const place of [
        { column: 0, neuron: 1 },
        { column: 1, neuron: 0 },
        { column: 2, neuron: 31 },
        { column: 3, neuron: 0 },
      ]) {
        const { x, y } = neuronCorner(layout, place);
        const size = layout.sizes[place.column]!;
        expect([x >= 0, y >= 0, x + size <= width + 0.01, y + size <= layout.height]).toEqual([true, true, true, true]);
        expect(neuronAt(layout, x + size / 2, y + size / 2)).toEqual(place);
      }
      expect(neuronAt(layout, width / 2, 1000)).toBeNull();
    }
  });
});
