/**
 * Draws one curve on a canvas, thinned to what pixels can show: in full ink up to the shown step, pale after it (the steps a
 * reader has scrubbed back from). Where a value is no number the line breaks.
 */
import { type CurvePoint, thinCurve } from './thinCurve.ts';

const PALE = 0.28;

export interface CurvePlace {
  readonly x: (step: number) => number;
  readonly y: (value: number) => number;
  readonly color: string;
  /** Points after this step are pale. */
  readonly shownStep: number;
  /** How much ink pale points get, from 0 to 1. */
  readonly pale?: number;
}

export function strokeCurve(context: CanvasRenderingContext2D, points: readonly CurvePoint[], place: CurvePlace): void {
  const thin = thinCurve(points, (step) => Math.floor(place.x(step)));
  const turn = thin.findIndex((point) => point.step > place.shownStep);
  const shown = turn < 0 ? thin : thin.slice(0, turn);
  // The pale part starts where the inked part ends, so that the line has no gap.
  const later = turn < 0 ? [] : thin.slice(Math.max(0, turn - 1));
  context.strokeStyle = place.color;
  context.lineJoin = 'round';
  context.lineWidth = 1.5;
  context.globalAlpha = place.pale ?? PALE;
  strokePoints(context, later, place);
  context.globalAlpha = 1;
  strokePoints(context, shown, place);
}

function strokePoints(context: CanvasRenderingContext2D, points: readonly CurvePoint[], { x, y }: CurvePlace): void {
  context.beginPath();
  let broken = true;
  for (const { step, value } of points) {
    if (Number.isFinite(value)) {
      if (broken) context.moveTo(x(step), y(value));
      else context.lineTo(x(step), y(value));
    }
    broken = !Number.isFinite(value);
  }
  context.stroke();
}
