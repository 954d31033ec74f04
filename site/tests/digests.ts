// Every number of a step in a few letters, as a page has it and as Node makes it: what is equal here is equal to the last bit.

import type { Page } from '@playwright/test';
import { lessonRuns } from '../player/lessonRuns.ts';
import type { PlayerState } from '../player/Player.ts';
import type { StepTrace } from '../player/protocol.ts';
import { Timeline } from '../player/Timeline.ts';
import type { TrackSpec } from '../player/TrackSpec.ts';
import { parseTrack } from '../player/trackText.ts';

/** What identifies every number of a step: each op by its path, with the bits of what it made and of what came back. */
function digestOf({ ops, updates, tensors }: StepTrace): string[] {
  const bits = (id: number | null | undefined): string => {
    const values = id === null || id === undefined ? undefined : tensors.get(id)?.values;
    if (values === undefined) return '-';
    let sum = 0x811c9dc5;
    for (const byte of new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
      sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
    return sum.toString(16);
  };
  return [
    ...ops.map(({ label, output, backward }) => `${label} ${bits(output)} ${bits(backward?.gradOutput)}`),
    ...updates.map(({ label, after }) => `${label} ${bits(after)}`),
  ];
}

/** The digests of all tracks as the page has them. */
export const digestsInPage = (page: Page): Promise<string[][]> =>
  page.evaluate(async (source) => {
    const run = document.querySelector('training-run') as unknown as { ready: Promise<{ state: PlayerState }> };
    const digest = new Function(`return (${source})`)() as (trace: unknown) => string[];
    return (await run.ready).state.tracks.map(({ trace }) => digest(trace));
  }, digestOf.toString());

/** `run`: the page may read a text of its own in the batch's place. */
export async function digestsInNode(run: string, tracks: readonly string[], step: number): Promise<string[][]> {
  const silent = { onMetrics: () => {}, onEvaluation: () => {}, onKeyframe: () => {}, onEnding: () => {} };
  const timeline = await Timeline.open(
    tracks.map((text) => parseTrack(text) as TrackSpec),
    silent,
  );
  timeline.look({ observes: [], reading: lessonRuns[run]?.reads ?? null });
  const traces = (await timeline.show(step))!;
  timeline.close();
  return traces.map((trace) => digestOf(trace!));
}
