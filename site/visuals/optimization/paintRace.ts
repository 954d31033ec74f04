/** The race on a canvas: the ways over a surface, or of a real network how many held-out examples each reads right. Draws, and nothing else. */
import type { TrackState } from '../../player/PlayerState.ts';
import { lineKinds } from '../parts/curves/lossLines.ts';
import { strokeCurve } from '../parts/curves/strokeCurve.ts';
import { ticksUpTo } from '../parts/curves/ticksUpTo.ts';
import { ink } from '../parts/ink.ts';
import { percent } from '../parts/percent.ts';
import { contour } from './contours.ts';
import { type Axes, arrow, axes, follow, frame, type Place, type Room, within } from './planeAxes.ts';
import { type Ball, VALLEY } from './race.ts';

/** A track on the surface: where it stands, and how it came there. */
export interface Racer {
  readonly place: number;
  readonly ball: Ball;
  readonly way: readonly Place[];
}

const HEAD = 4.5;
/** Heights that double, from a height that counts as arrived. */
const LEVELS = Array.from({ length: 10 }, (_, i) => 0.1 * 2 ** i);
/** Parts of a step in the plane: the gradient's whole, what is remembered dashed, decay dotted. */
export const partDash: Readonly<Record<string, readonly number[]>> = { memory: [6, 3], decay: [2, 3] };

export function paintSurface(
  context: CanvasRenderingContext2D,
  element: Element,
  racers: readonly Racer[],
  { focus, room }: { readonly focus: number; readonly room: Room },
): void {
  const plane = axes(VALLEY.a, VALLEY.b, room);
  frame(context, element, plane, room, { xs: [-4, -2, 0, 2], ys: [-2, -1, 0, 1], names: ['a', 'b'] });
  const seen = racers.find(({ ball }) => ball.surface !== null);
  within(context, plane, () => {
    if (seen !== undefined) paintContours(context, element, plane, seen.ball);
    for (const { place, ball, way } of racers) {
      const { color, dash } = lineKinds[place % lineKinds.length]!;
      context.strokeStyle = ink(element, color);
      context.fillStyle = context.strokeStyle;
      context.lineWidth = place === focus ? 2.25 : 1.5;
      context.setLineDash([...dash]);
      follow(context, plane, way);
      context.setLineDash([]);
      context.beginPath();
      context.arc(plane.x(ball.at[0]), plane.y(ball.at[1]), HEAD, 0, 2 * Math.PI);
      context.fill();
    }
    const own = racers.find(({ place }) => place === focus);
    if (own === undefined) return;
    let from = own.ball.at;
    for (const { part, to } of own.ball.chain) {
      context.setLineDash([...(partDash[part] ?? [])]);
      arrow(context, plane, from, to, ink(element, '--ink'), 2);
      from = to;
    }
    context.setLineDash([]);
  });
}

function paintContours(context: CanvasRenderingContext2D, element: Element, plane: Axes, { surface }: Ball): void {
  const { values, size } = surface!;
  const place = (i: number, [from, to]: Place): number => from + ((to - from) * i) / (size - 1);
  context.strokeStyle = ink(element, '--rule-strong');
  context.lineWidth = 1;
  for (const level of LEVELS) {
    context.beginPath();
    for (const [x0, y0, x1, y1] of contour(values, size, level)) {
      context.moveTo(plane.x(place(x0, VALLEY.a)), plane.y(place(y0, VALLEY.b)));
      context.lineTo(plane.x(place(x1, VALLEY.a)), plane.y(place(y1, VALLEY.b)));
    }
    context.stroke();
  }
}

/** Each examination so far is a point; the axis is the whole run. */
export function paintScores(
  context: CanvasRenderingContext2D,
  element: Element,
  tracks: readonly TrackState[],
  {
    metric,
    steps,
    width,
    height,
    em,
    step,
  }: {
    readonly metric: string;
    readonly steps: number;
    readonly width: number;
    readonly height: number;
    readonly em: number;
    /** What the axis across counts. */
    readonly step: string;
  },
): void {
  const [left, right, top, bottom] = [3.4 * em, width - 0.5 * em, 0.8 * em, height - 1.8 * em];
  const x = (at: number): number => left + (at / steps) * (right - left);
  const y = (share: number): number => bottom - share * (bottom - top);
  context.strokeStyle = ink(element, '--rule');
  context.fillStyle = ink(element, '--ink-soft');
  context.lineWidth = 1;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    context.beginPath();
    context.moveTo(left, Math.round(y(share)) + 0.5);
    context.lineTo(right, Math.round(y(share)) + 0.5);
    context.stroke();
    context.fillText(percent(share), left - 0.4 * em, y(share));
  }
  context.textBaseline = 'top';
  context.textAlign = 'center';
  for (const tick of ticksUpTo(steps, 4).slice(0, -1)) context.fillText(String(tick), x(tick), bottom + 0.4 * em);
  context.textAlign = 'right';
  context.fillText(step, right, bottom + 0.4 * em);
  for (const [place, { evaluations, trace }] of tracks.entries()) {
    const { color, dash } = lineKinds[place % lineKinds.length]!;
    const points = evaluations.flatMap((entry) => {
      const value = entry.metrics[metric];
      return value === undefined ? [] : [{ step: entry.step, value }];
    });
    context.setLineDash([...dash]);
    strokeCurve(context, points, { x, y, color: ink(element, color), shownStep: trace?.step ?? 0 });
    context.setLineDash([]);
    const last = points.findLast((point) => point.step <= (trace?.step ?? 0) + 1);
    if (last === undefined) continue;
    context.fillStyle = ink(element, color);
    context.beginPath();
    context.arc(x(last.step), y(last.value), HEAD, 0, 2 * Math.PI);
    context.fill();
  }
}
