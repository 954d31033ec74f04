/** The loss curves of up to four tracks over one axis. Each track has a line of its own kind, so that colour is never alone. Draws, and nothing else. */
import type { TrackState } from '../../../player/PlayerState.ts';
import { ink } from '../ink.ts';
import { lastStepOnAxis } from './lastStepOnAxis.ts';
import { strokeCurve } from './strokeCurve.ts';
import { ticksUpTo } from './ticksUpTo.ts';
import { tickText } from './tickText.ts';

/** Colours by custom property, and dashes; the legend shows the same. */
export const lineKinds: readonly { readonly color: string; readonly dash: readonly number[] }[] = [
  { color: '--role-loss', dash: [] },
  { color: '--role-activations', dash: [7, 3] },
  { color: '--role-weights', dash: [2, 3] },
  { color: '--ink', dash: [9, 3, 2, 3] },
];

export interface Room {
  readonly width: number;
  readonly height: number;
  readonly em: number;
}

/** What the axis is for: a loss that is no number, or that ran away, must not flatten the others. */
const RUNAWAY = 6;

export function drawLossLines(
  context: CanvasRenderingContext2D,
  element: Element,
  tracks: readonly TrackState[],
  { width, height, em }: Room,
  words: { readonly loss: string; readonly step: string },
): void {
  const [left, right, top, bottom] = [3.2 * em, width - 3 * em, 1.8 * em, height - 1.8 * em];
  const info = tracks[0]!.info;
  const furthest = Math.max(1, ...tracks.map(({ metrics, trace }) => Math.max(metrics.length, (trace?.step ?? 0) + 1)));
  const steps = lastStepOnAxis(furthest, info.stepsPerEpoch, info.totalSteps);
  const highest = highestLoss(tracks);
  const x = (step: number): number => left + (step / steps) * (right - left);
  const y = (loss: number): number => bottom - (Math.min(loss, highest) / highest) * (bottom - top);
  context.fillStyle = ink(element, '--ink-faint');
  context.strokeStyle = ink(element, '--rule');
  context.lineWidth = 1;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (const tick of ticksUpTo(highest, 4)) {
    context.beginPath();
    context.moveTo(left, Math.round(y(tick)) + 0.5);
    context.lineTo(right, Math.round(y(tick)) + 0.5);
    context.stroke();
    context.fillText(tickText(tick), left - 0.5 * em, y(tick));
  }
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (const step of ticksUpTo(steps, 6)) context.fillText(String(step), x(step), bottom + 0.4 * em);
  context.textAlign = 'left';
  context.fillText(words.step, right + 0.5 * em, bottom + 0.4 * em);
  context.fillText(words.loss, left, 0);
  for (const [place, track] of tracks.entries()) {
    const { color, dash } = lineKinds[place % lineKinds.length]!;
    context.setLineDash([...dash]);
    const points = track.metrics.map(({ step, loss }) => ({ step, value: loss }));
    strokeCurve(context, points, { x, y, color: ink(element, color), shownStep: track.trace?.step ?? 0 });
  }
  context.setLineDash([]);
}

/** The largest first loss, or what came of it within reason. */
function highestLoss(tracks: readonly TrackState[]): number {
  const firsts = tracks.map(({ metrics }) => metrics[0]?.loss ?? Number.NaN).filter(Number.isFinite);
  const ceiling = RUNAWAY * Math.max(1e-6, ...firsts.map(Math.abs));
  const all = tracks.flatMap(({ metrics }) => metrics.map(({ loss }) => loss)).filter(Number.isFinite);
  return 1.08 * Math.min(ceiling, Math.max(1e-6, ...all.slice(0, 100_000)));
}
