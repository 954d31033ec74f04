// One knob says what came along when a run was resumed; three bugs say what did not. They are the same runs, to the bit.

import { expect, it } from 'vitest';
import { Timeline } from './Timeline.ts';
import type { TrackSpec } from './TrackSpec.ts';
import { parseTrack } from './trackText.ts';

const ADAM = 'examples=64,epochs=3,optimizer=adam,dropout=0.2';
const silent = { onMetrics: () => {}, onEvaluation: () => {}, onKeyframe: () => {}, onEnding: () => {} };
const lost = ['optimizer-state-lost', 'rng-state-lost', 'cursor-lost'];

it.each([
  ['weights', lost],
  ['optimizer', lost.slice(1)],
  ['random', lost.slice(2)],
  ['cursor', []],
])('resumed with %s is the run without %j', async (kept, bugs) => {
  const plain = `digits-cnn.7(${ADAM})`;
  const texts = [`digits-cnn.7(${ADAM},resumeWith=${kept})`, `${plain}${bugs.map((id) => `!${id}`).join('')}`, plain];
  const timeline = await Timeline.open(
    texts.map((text) => parseTrack(text) as TrackSpec),
    silent,
    { sizes: { examples: 64, testExamples: 16 } },
  );
  for (let step = 0; step < 6; step++) await timeline.advance(false);
  const [knob, bug, whole] = timeline.tracks.map(({ hash }) => hash);
  expect(knob).toBe(bug);
  expect(knob === whole).toBe(bugs.length === 0);
  // Back over the place where the tab was closed, and forth again.
  await timeline.show(1);
  await timeline.show(5);
  expect(timeline.tracks[0]!.hash).toBe(knob);
  timeline.close();
});
