import { beforeAll, describe, expect, it } from 'vitest';
import type { StepTrace } from '../../player/protocol.ts';
import { Timeline } from '../../player/Timeline.ts';
import type { TrackSpec } from '../../player/TrackSpec.ts';
import { parseTrack } from '../../player/trackText.ts';
import { fanInOf, shapeOf, sharedValues } from '../parts/cells/fanIn.ts';
import { answerOf, localSlopes } from '../parts/cells/localSlopes.ts';
import { stepOf } from '../parts/cells/recordedStep.ts';
import { numberGraph } from './graphOfNumbers.ts';

let trace: StepTrace;
beforeAll(async () => {
  trace = await stepOf('xor-scalars', 3);
}, 60_000);

const one = (id: number): number => trace.tensors.get(id)!.values[0]!;

describe('numberGraph', () => {
  it('has every op of an example, written as the formula is, with its own numbers', () => {
    for (const item of [0, 1, 2, 3]) {
      const { nodes, edges } = numberGraph(trace, item)!;
      expect(nodes).toHaveLength(16);
      for (const node of nodes) {
        const op = trace.ops.find(({ label }) => label === node.label)!;
        expect(node.value).toBe(one(op.output));
        expect(node.inputs.map(({ value }) => value)).toEqual(op.inputs.map(one));
      }
      // Each of the sixteen but the last is read by one other, and by one only: it is a tree.
      expect(edges.map(({ from }) => from).sort()).toEqual(
        nodes
          .slice(0, -1)
          .map(({ label }) => label)
          .sort(),
      );
      const named = Object.fromEntries(nodes.map(({ symbol, value }) => [symbol, value]));
      expect(named['h₁']).toBeCloseTo(Math.tanh(named['z₁']!), 6);
      expect(named['e²']).toBeCloseTo(named['e']! ** 2, 6);
      const inputs = trace.tensors.get(trace.inputs)!.values;
      const ax = nodes.find(({ symbol }) => symbol === 'a₂x₁')!;
      expect(ax.inputs.map(({ symbol, value }) => [symbol, value])).toEqual([
        ['a₂', expect.any(Number)],
        ['x₁', inputs[2 * item]],
      ]);
    }
  });

  it('puts no two ops in one place', () => {
    const { nodes, columns, rows } = numberGraph(trace, 0)!;
    for (const [i, a] of nodes.entries()) {
      expect(a.column - a.width / 2).toBeGreaterThanOrEqual(0);
      expect(a.column + a.width / 2).toBeLessThanOrEqual(columns);
      expect(a.row).toBeLessThan(rows);
      for (const b of nodes.slice(0, i))
        expect(
          a.row === b.row && Math.abs(a.column - b.column) < (a.width + b.width) / 2,
          `${a.label} ${b.label}`,
        ).toBe(false);
    }
  });

  it('is none of a step of another run', async () => {
    expect(numberGraph(await stepOf('valley', 1), 0)).toBeNull();
  }, 60_000);
});

describe('localSlopes', () => {
  it('times what arrives is what the framework sends on, at every op of a step', () => {
    let checked = 0;
    for (const op of trace.ops) {
      const slopes = localSlopes(op.name, op.inputs.map(one), one(op.output))!;
      for (const [place, gradient] of op.backward!.gradInputs.entries()) {
        if (gradient === null) continue;
        const product = one(op.backward!.gradOutput) * slopes[place]!;
        expect(Math.abs(one(gradient) - product)).toBeLessThanOrEqual(1e-6 + 1e-5 * Math.abs(product));
        checked++;
      }
      expect(answerOf(op.name, op.inputs.map(one))).toBeCloseTo(one(op.output), 5);
    }
    expect(checked).toBeGreaterThan(90);
  });

  it('knows nothing of an op that it does not know', () => {
    expect(localSlopes('conv2d', [1, 2], 3)).toBeNull();
    expect(answerOf('conv2d', [1, 2])).toBeNull();
  });
});

describe('a parameter that four examples use', () => {
  it('hears from all four, the last example first, and holds their sum', () => {
    const { parts, total } = fanInOf(trace, 'units.0.a', [])!;
    expect(parts.map(({ from }) => from)).toEqual([3, 2, 1, 0].map((item) => `example${item}.unit1.ax`));
    expect(parts.reduce((sum, { value }) => sum + value!, 0)).toBeCloseTo(total!, 6);
    for (const { value, product } of parts) expect(product!.upstream * product!.slope).toBeCloseTo(value!, 6);
  });

  it('is one of nine that are shared, and no op of this run is: it is a tree', () => {
    expect(sharedValues(trace)).toHaveLength(9);
    expect(shapeOf(trace, 'f')).toEqual([]);
    expect(shapeOf(trace, 'nobody')).toBeNull();
    expect(fanInOf(trace, 'nobody', [])).toBeNull();
  });
});

describe('a value of many numbers with two users', () => {
  it('is found by its name, cell by cell, and its product is not spelled out', async () => {
    const skip = await stepOf('moons-skip', 3);
    const shared = sharedValues(skip).find(
      (name) => shapeOf(skip, name)!.length === 2 && skip.ops.some(({ label }) => label === name),
    )!;
    const { parts, total } = fanInOf(skip, shared, [0, 1])!;
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.every(({ product }) => product === null)).toBe(true);
    expect(parts.reduce((sum, { value }) => sum + value!, 0)).toBeCloseTo(total!, 5);
  }, 60_000);
});

describe('what lies on h₁ of moons-skip, whose two users are differently far from the loss', () => {
  const opened = async (text: string) => {
    const nothing = (): void => {};
    const heard = { onMetrics: nothing, onEvaluation: nothing, onKeyframe: nothing, onEnding: nothing };
    const timeline = await Timeline.open([parseTrack(text) as TrackSpec], heard, {
      keepWhole: Number.POSITIVE_INFINITY,
    });
    const [step] = (await timeline.show(1))!;
    timeline.close();
    const { parts, total } = fanInOf(step!, 'h1', [0, 1])!;
    return { parts: parts.map(({ value }) => value!), total: total! };
  };

  it('is the sum of both, and less where it speaks too early', async () => {
    const right = await opened('moons-skip.7');
    expect(right.parts).toHaveLength(2);
    expect(right.total).toBeCloseTo(right.parts[0]! + right.parts[1]!, 6);
    const early = await opened('moons-skip.7!wrong-visit-order');
    expect(early.parts).toHaveLength(2);
    expect(Math.abs(early.total - early.parts[0]! - early.parts[1]!)).toBeGreaterThan(1e-4);
    expect(early.parts.some((part) => Math.abs(part - early.total) < 1e-6)).toBe(true);
  }, 60_000);
});
