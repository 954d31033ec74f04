import { beforeAll, describe, expect, it } from 'vitest';
import { normOf } from '../../../player/normOf.ts';
import type { StepTrace } from '../../../player/protocol.ts';
import { recordedStep, stepOf, stepOfTrack } from '../../parts/cells/recordedStep.ts';
import { FIRST_NODES, graphOf, leadsOf, lengthOf, openAtFirst, writtenBy } from './graph.ts';
import { layOut } from './graphLayout.ts';

let digits: StepTrace;
let lstm: StepTrace;
let gan: StepTrace;
beforeAll(async () => {
  digits = await recordedStep(true);
  lstm = await stepOf('names-lstm', 1);
  gan = await stepOf('ring-gan', 1);
}, 90_000);

const paths = (trace: StepTrace, open = openAtFirst(trace), views = false): string[] =>
  graphOf(trace, open, views).nodes.map(({ path }) => path);

describe('the graph of a step', () => {
  it('shows a small network whole, without ops that only lay out numbers', () => {
    const whole = ['conv1', 'relu1', 'pool1', 'conv2', 'relu2', 'pool2', 'linear', 'crossEntropy'];
    expect(paths(digits).filter((path) => path !== 'inputs' && path !== 'targets')).toEqual(whole);
    expect(paths(digits, openAtFirst(digits), true)).toContain('flatten');
  });

  it('joins what an op reads to the op that made it, through hidden layouts', () => {
    const { edges } = graphOf(digits, openAtFirst(digits), false);
    const pool = digits.ops.find(({ label }) => label === 'pool2')!;
    const into = edges.filter(({ to }) => to === 'linear');
    expect(into.map(({ from, tensor }) => [from, tensor])).toEqual([['pool2', pool.output]]);
    const linear = digits.ops.find(({ label }) => label === 'linear')!;
    expect(into[0]!.gradients).toEqual([linear.backward!.gradInputs[0]]);
    expect(lengthOf(digits, into[0]!.gradients[0])).toBe(normOf(digits.tensors.get(into[0]!.gradients[0]!)!.values));
  });

  it('folds a long run by module, and unfolds it by time step and by op', () => {
    const first = openAtFirst(lstm);
    expect(paths(lstm, first).length).toBeLessThanOrEqual(FIRST_NODES);
    expect(paths(lstm, first)).toContain('recurrent.l0');
    const times = paths(lstm, new Set([...first, 'recurrent', 'recurrent.l0']));
    expect(times.filter((path) => /^recurrent\.l0\.t\d+$/.test(path)).length).toBeGreaterThan(5);
    const inside = paths(lstm, new Set([...first, 'recurrent', 'recurrent.l0', 'recurrent.l0.t3']));
    expect(inside).toContain('recurrent.l0.t3.forget');
    expect(inside).toContain('recurrent.l0.t4');
  });

  it('knows what an op writes: a transpose nothing, a straightened table all of it', async () => {
    const written = (trace: StepTrace) => trace.ops.map((op) => [op.name, writtenBy(trace, op)]);
    expect(written(await stepOf('plane-regression', 0))).toEqual([
      ['transpose', { kind: 'nothing', count: 0 }],
      ['linear', { kind: 'result', count: 200 }],
      ['mse', { kind: 'result', count: 1 }],
    ]);
    const straight = await stepOfTrack('plane-regression.7(straighten=true)', 0);
    expect(written(straight)[1]).toEqual(['contiguous', { kind: 'copy', count: 800 }]);
  });

  it('has every op in exactly one node, whatever is open', () => {
    for (const trace of [digits, lstm, gan])
      for (const open of [
        new Set<string>(),
        openAtFirst(trace),
        new Set(trace.ops.flatMap(({ label }) => leadsOf(label))),
      ]) {
        const shown = graphOf(trace, open, true).nodes.flatMap(({ ops }) => ops.map(({ index }) => index));
        expect(shown.sort((a, b) => a - b)).toEqual(trace.ops.map(({ index }) => index));
      }
  });

  it('goes through a hidden state once for each time step', () => {
    const open = new Set(['recurrent', 'recurrent.l0']);
    const { edges } = graphOf(lstm, open, false);
    expect(edges.filter(({ from, to }) => from === 'recurrent.l0.t2' && to === 'recurrent.l0.t3').length).toBe(2);
  });
});

describe('its layout', () => {
  it('puts each node after what it reads, and none over another', () => {
    for (const trace of [digits, lstm, gan]) {
      const graph = graphOf(trace, new Set(trace.ops.flatMap(({ label }) => leadsOf(label))), false);
      const node = { along: 100, across: 40 };
      const { nodes, ranks, edges, length, breadth } = layOut(graph, { node, rankGap: 30, gap: 10 });
      for (const { from, to } of graph.edges) expect(ranks.get(from)!).toBeLessThan(ranks.get(to)!);
      const places = [...nodes.values()];
      places.forEach((a, i) => {
        for (const b of places.slice(i + 1))
          expect(a.along !== b.along || Math.abs(a.across - b.across) >= 50 - 1e-6).toBe(true);
        expect(a.across).toBeGreaterThanOrEqual(20 - 1e-6);
        expect(a.across).toBeLessThanOrEqual(breadth - 20 + 1e-6);
        expect(a.along).toBeLessThanOrEqual(length);
      });
      expect(edges).toHaveLength(graph.edges.length);
    }
  });
});
