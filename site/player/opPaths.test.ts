// How the ops of a step are called: the rule, and for every run the whole reviewed list (site/player/paths/*.txt; `npx vitest -u` writes them anew).

import { describe, expect, it } from 'vitest';
import { fit, hashParameters, type Run, runs } from '#framework';
import { opPaths, type PlacedOp } from './opPaths.ts';
import type { OpTrace, StepTrace } from './protocol.ts';
import { StepRecorder } from './StepRecorder.ts';

const op = (scope: string, name: string, { pass = '', isView = false } = {}): PlacedOp => ({
  scope,
  name,
  pass,
  isView,
});

describe('the path of an op', () => {
  it('is its scope where it is alone there, or among views', () => {
    expect(
      opPaths([op('conv1', 'conv2d'), op('scores', 'transpose', { isView: true }), op('scores', 'matmul')]),
    ).toEqual(['conv1', 'scores.transpose', 'scores']);
  });

  it('adds the name where several compute in one scope, and a number where names repeat', () => {
    expect(opPaths([op('norm', 'sub'), op('norm', 'mul'), op('norm', 'mul'), op('', 'add'), op('', 'add')])).toEqual([
      'norm.sub',
      'norm.mul',
      'norm.mul2',
      'add',
      'add2',
    ]);
  });

  it('begins with the pass, which is not said twice', () => {
    const [real, generator] = [{ pass: 'discriminator.real' }, { pass: 'generator' }];
    expect(
      opPaths([
        op('discriminator.linear1', 'linear', real),
        op('', 'bceWithLogits', real),
        op('generator.linear1', 'linear', generator),
        op('discriminator.linear1', 'linear', generator),
        op('', 'bceWithLogits', generator),
      ]),
    ).toEqual([
      'discriminator.real.linear1',
      'discriminator.real.bceWithLogits',
      'generator.linear1',
      'generator.discriminator.linear1',
      'generator.bceWithLogits',
    ]);
  });
});

/** The second step of a small run, recorded: by then optimizers have memories. */
async function secondStep(run: Run, watched: boolean): Promise<{ trace: StepTrace | null; hash: string }> {
  const setup = await run.build({ seed: 7, examples: 16, testExamples: 8, batchSize: 4, epochs: 2 });
  const loop = fit(setup, { validate: false });
  await loop.next();
  const recorder = watched ? new StepRecorder(0, 1024) : null;
  await loop.next();
  return { trace: recorder?.finish(run.name, 7) ?? null, hash: hashParameters(setup) };
}

/** Time steps, examples and views of one name together: `recurrent.l0.t*.hidden ×11`. */
function listing({ passes, ops, updates, observed }: StepTrace): string {
  const lines = new Map<string, number>();
  for (const { label, name, isView, backward } of ops) {
    const place = label.replace(/(^|\.)t\d+(?=\.|$)/, '$1t*').replace(/(^|\.)example\d+(?=\.|$)/, '$1example*');
    const line = `${isView ? place.replace(/\d+$/, '') : place}  ${name}${isView ? ', view' : ''}${backward === null ? ', no way back' : ''}`;
    lines.set(line, (lines.get(line) ?? 0) + 1);
  }
  return [
    ...passes.map(
      (pass) =>
        `pass '${pass.name}': ${pass.ops.length} ops, ${pass.backward.length} back, ${pass.updates.length} updates`,
    ),
    ...[...lines].map(([line, times]) => (times === 1 ? line : `${line} ×${times}`)),
    ...updates.map(({ label, optimizer, state, parts }) =>
      [`update ${label}  ${optimizer}`, `state: ${names(state)}`, `parts: ${names(parts)}`].join('; '),
    ),
    `observed: ${Object.keys(observed).join(', ')}`,
    '',
  ].join('\n');
}

const names = (list: readonly { readonly name: string }[]): string => list.map(({ name }) => name).join(', ') || 'none';

/** Does every op stand in the pass whose walk goes through it, and is each id known? */
const idsOf = ({ inputs, output, backward }: OpTrace): (number | null)[] => [
  ...inputs,
  output,
  ...(backward === null ? [] : [backward.gradOutput, ...backward.gradInputs]),
];

describe.each(runs.map((run) => [run.name, run] as const))('a recorded step of %s', (name, run) => {
  it('has the reviewed paths, and the bits of one that nobody watches', { timeout: 60_000 }, async () => {
    const [seen, unseen] = [await secondStep(run, true), await secondStep(run, false)];
    expect(seen.hash).toBe(unseen.hash);
    const trace = seen.trace!;
    const paths = trace.ops.map(({ label }) => label);
    expect(new Set(paths).size).toBe(paths.length);
    for (const id of trace.ops.flatMap(idsOf)) if (id !== null) expect(trace.tensors.has(id)).toBe(true);
    expect(trace.passes.flatMap((pass) => pass.updates)).toHaveLength(trace.updates.length);
    expect(trace.passes.at(-1)!.loss).toBe(trace.metrics['loss']);
    await expect(listing(trace)).toMatchFileSnapshot(`paths/${name}.txt`);
  });
});
