/** The six ladders of the exercise `which-ladder`, from the run itself at its first step: made while the site is built. */
import check from '../../../../exercises/which-ladder/check.ts';
import { Timeline } from '../../../player/Timeline.ts';
import type { TrackSpec } from '../../../player/TrackSpec.ts';
import { type Rung, rungsOf } from './rungs.ts';

export interface NamedLadder {
  /** As the exercise calls it: a letter. */
  readonly id: string;
  /** The hidden layers, the first one first. */
  readonly answers: readonly number[];
  /** Of every layer's weight; 0 where it is rounding beside the answers, as in the exercise. */
  readonly gradients: readonly number[];
}

/** So far below the first answers a gradient is rounding. */
const ROUNDING = 1e-3;
const OBSERVED = ['activationRms', 'answerCounts', 'silentUnits', 'weightGradientNorms'];

export async function sixLadders(): Promise<readonly NamedLadder[]> {
  const starts = Object.entries((await check.truth!()) as Readonly<Record<string, string>>);
  const ladders: NamedLadder[] = [];
  // One after the other: what listens to a training hears every other one, too.
  for (const [id, start] of starts) ladders.push({ id, ...ladderOf(start, await firstRungs(start)) });
  return ladders;
}

async function firstRungs(start: string): Promise<readonly Rung[]> {
  const spec: TrackSpec = { run: 'deep-stack', seed: 7, options: { start }, bugs: [], answers: [], forks: [] };
  const nothing = (): void => {};
  const quiet = { onMetrics: nothing, onEvaluation: nothing, onKeyframe: nothing, onEnding: nothing };
  const timeline = await Timeline.open([spec], quiet, {});
  timeline.look({ observes: OBSERVED });
  const [trace] = (await timeline.show(0)) ?? [];
  timeline.close();
  return rungsOf(trace!)!;
}

function ladderOf(start: string, rungs: readonly Rung[]): Omit<NamedLadder, 'id'> {
  const answers = rungs.flatMap((rung) => rung.answers ?? []);
  const isRounding = (size: number): boolean => start === 'constant' && size < ROUNDING * answers[0]!;
  return { answers, gradients: rungs.map(({ gradient }) => (isRounding(gradient) ? 0 : gradient)) };
}

/** Powers of ten between which all ladders are drawn. */
const [LOWEST, HIGHEST] = [-13, 5];

/** How far out a size lies, from 0 at the lowest power to 1 at the highest; 0 is drawn at the axis itself. */
export const reachOf = (size: number): number =>
  size === 0 ? 0 : Math.min(1, Math.max(0, (Math.log10(size) - LOWEST) / (HIGHEST - LOWEST)));
