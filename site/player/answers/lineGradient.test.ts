// Answers that drive a linear model by numbers, in the run whose table comes column by column: as many columns as rows, too.

import { beforeAll, expect, it } from 'vitest';
import { loadSimd } from '#framework';
import { readFolder } from '../../../exercises/grader/loadExercise.ts';
import type { Adapter } from '../../../exercises/places/Substitute.ts';
import type { StepMetrics } from '../protocol.ts';
import { Timeline } from '../Timeline.ts';
import type { TrackSpec } from '../TrackSpec.ts';
import { parseTrack } from '../trackText.ts';
import { provideAnswer } from './answers.ts';

beforeAll(async () => {
  await loadSimd();
});

it.each(['gradient-step', 'mse-gradient'])('%s gives plane-regression the losses that ours gives', async (slug) => {
  const { default: adapter } = (await import(`../../../exercises/${slug}/substitute.ts`)) as { default: Adapter };
  const { solution } = await readFolder(slug);
  provideAnswer(`${slug}-plane`, { adapter, exports: solution });
  for (const text of ['plane-regression.7', 'plane-regression.7(batch=4)']) {
    const plain = parseTrack(text) as TrackSpec;
    const losses: number[][] = [[], []];
    const timeline = await Timeline.open([plain, { ...plain, answers: [`${slug}-plane`] }], {
      onMetrics: (track, { loss }: StepMetrics) => losses[track]!.push(loss),
      onEvaluation: () => {},
      onKeyframe: () => {},
      onEnding: (_, { message }) => expect.fail(message),
    });
    for (let step = 0; step < 5; step++) await timeline.advance(false);
    timeline.close();
    expect(losses[1]).toHaveLength(5);
    for (const [i, loss] of losses[0]!.entries()) expect(losses[1]![i]! / loss, text).toBeCloseTo(1, 5);
  }
});
