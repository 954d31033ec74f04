// What the form offers to cut is possible: every choice opens as a fork, and changes what it is to change.

import { describe, expect, it } from 'vitest';
import type { Selection } from '../../../player/Player.ts';
import type { StepTrace } from '../../../player/protocol.ts';
import { Timeline } from '../../../player/Timeline.ts';
import type { TrackSpec } from '../../../player/TrackSpec.ts';
import { parseTrack, printTrack } from '../../../player/trackText.ts';
import { type CutChoice, cutChoices } from './cutChoices.ts';

const nothing = (): void => {};

async function open(texts: readonly string[]) {
  const endings: string[] = [];
  const events = {
    onMetrics: nothing,
    onEvaluation: nothing,
    onKeyframe: nothing,
    onEnding: (_track: number, { message }: { readonly message: string }) => endings.push(message),
  };
  const specs = texts.map((text) => parseTrack(text) as TrackSpec);
  const timeline = await Timeline.open(specs, events, { sizes: { examples: 48, testExamples: 8 } });
  return { timeline, endings };
}

const AT = 1;
const forked = (track: string, edit: CutChoice): string =>
  printTrack({ ...(parseTrack(track) as TrackSpec), forks: [{ at: AT, edits: [edit] }] });

const kindsOf = (choices: readonly CutChoice[]): string[] => [...new Set(choices.map(({ kind }) => kind))].sort();

describe.each([
  ['digits-cnn.7', ['detach', 'freeze', 'set', 'skip'], 'conv1'],
  ['digits-cnn.7(norm=batch)', ['detach', 'examineByBatch', 'freeze', 'set', 'skip'], 'conv1'],
  ['spiral-mlp.7', ['freeze', 'set', 'skip'], 'linear1'],
  ['names-lstm.7', ['detach', 'freeze', 'set', 'skip'], 'head'],
  ['sort-transformer.7', ['ablate', 'detach', 'freeze', 'set', 'skip'], 'encoder.layers.0.self_attn.out'],
  ['ring-gan.7', ['detach', 'freeze', 'set', 'skip'], 'generator.linear1'],
])('%s', (track, kinds, op) => {
  it('offers what there is to cut, all of which can be opened, and each makes a difference', async () => {
    const plain = await open([track]);
    const [trace] = (await plain.timeline.show(AT)) as [StepTrace];
    const shape = trace.tensors.get(trace.ops.find(({ label }) => label === op)!.inputs[1]!)!.shape;
    const selection: Selection = { op, tensor: { kind: 'input', place: 1 }, index: shape.map(() => 0) };
    const choices = cutChoices(trace, selection);
    expect(kindsOf(choices)).toEqual(kinds);
    expect(cutChoices(trace, null).some(({ kind }) => kind === 'set')).toBe(false);
    // One of each kind, and every layer: which layers there are is what is guessed from names.
    const tried = choices.filter(
      ({ kind }, i) => kind === 'detach' || choices.findIndex((one) => one.kind === kind) === i,
    );
    for (const choice of tried) {
      const { timeline, endings } = await open([track, forked(track, choice)]);
      const traces = await timeline.show(AT);
      // An examination is no part of a step; a network that has nothing left to learn says so.
      const isSame =
        choice.kind !== 'examineByBatch' && endings.length === 0 && (await timeline.difference(0, 1)) === null;
      expect.soft([isSame, traces?.[0]?.step], JSON.stringify(choice)).toEqual([false, AT]);
      timeline.close();
    }
  });
});

it('offers no cut that a step cannot have: no head without attention, no example of a batch of one', async () => {
  const { timeline } = await open(['line-regression.7(batch=1)']);
  const [trace] = (await timeline.show(AT)) as [StepTrace];
  expect(kindsOf(cutChoices(trace, null))).toEqual(['freeze']);
});
