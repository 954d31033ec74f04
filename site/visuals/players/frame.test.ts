// The picture that the lesson opens on holds what its figures draw first.

import { beforeAll, expect, it } from 'vitest';
import { loadSimd } from '#framework';
import { lessonRuns } from '../../player/lessonRuns.ts';
import type { Recording } from '../../player/PlayerState.ts';
import { record } from '../../player/record.ts';
import { unpackRecording } from '../../player/recording.ts';
import { measures } from '../asking/measures.ts';
import { arenaOf } from './arena.ts';
import { discriminatorOf } from './pull.ts';
import { twoLosses } from './twoLosses.ts';

let frame: Recording;
beforeAll(async () => {
  await loadSimd();
  frame = unpackRecording(await record(lessonRuns['ring-gan']!));
}, 120_000);

it('all points with their gradients, the ground, and all clouds served', () => {
  const arena = arenaOf(frame.trace)!;
  expect(arena.generated).toHaveLength(64);
  expect(arena.generated.every(({ logit, gradient }) => [logit, ...gradient].every(Number.isFinite))).toBe(true);
  expect(arena.map).not.toBeNull();
  expect(arena.served).toBe(8);
});

it('the discriminator’s weights, and what prose says', () => {
  expect(discriminatorOf(frame.trace)?.layers).toHaveLength(3);
  expect(twoLosses(frame.trace)?.logits).toHaveLength(64);
  const state = { ...frame, tracks: [] };
  for (const name of ['clouds', 'served', 'noise-numbers'] as const) expect(measures[name](state), name).toBe(8);
  expect(measures.crossing(state)).toBe(2);
});
