/** The owners of a round: how many people each has, and its loss on them. */
import type { RunInfo, StepTrace } from '../../../player/protocol.ts';

export interface OwnerShare {
  readonly people: number;
  readonly share: number;
  readonly loss: number;
}

/** The sizes that the run has where its knob was left alone; a test holds them against it. */
export const USUAL_SIZES: readonly number[] = [1400, 300, 150, 100, 50];

/** In their order; empty where the step is no round of owners. */
export function ownersOf(trace: StepTrace, { config }: RunInfo): readonly OwnerShare[] {
  const passes = trace.passes.filter(({ name }) => /^owner\d+$/.test(name));
  const turned = /(?:^|;)sizes=([\d|.]+)/
    .exec(String(config['knobs'] ?? ''))?.[1]
    ?.split('|')
    .map(Number);
  const sizes = turned ?? USUAL_SIZES;
  if (passes.length !== sizes.length) return [];
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return passes.map(({ loss }, i) => ({
    people: Math.round((sizes[i]! / total) * Number(config['examples'])),
    share: sizes[i]! / total,
    loss,
  }));
}
