import { beforeAll, describe, expect, it } from 'vitest';
import type { StepTrace } from '../../player/protocol.ts';
import { stepOf } from '../step/recordedStep.ts';
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
      expect(network.decision!.values[cell]).toBeCloseTo(1 / (1 + Math.exp(zero - one)), 4);
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

describe('netLayout', () => {
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
