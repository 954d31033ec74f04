/** A square plane on a canvas: its axes and frame, and the ways and arrows drawn in it. Draws, and nothing else. */
import { ink } from '../parts/ink.ts';

/** A place in the plane, or a direction: across, up. */
export type Place = readonly [across: number, up: number];

export interface Room {
  readonly side: number;
  readonly em: number;
}

export interface Axes {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly box: readonly [left: number, top: number, width: number, height: number];
}

const ARROW = 7;

export function axes([x0, x1]: Place, [y0, y1]: Place, { side, em }: Room): Axes {
  const [left, top] = [2.2 * em, 0.6 * em];
  const size = side - left - top;
  return {
    x: (value) => left + ((value - x0) / (x1 - x0)) * size,
    y: (value) => top + size - ((value - y0) / (y1 - y0)) * size,
    box: [left, top, size, size],
  };
}

/** A frame, whole numbers along two sides, a name for each; the drawing is kept inside. */
export function frame(
  context: CanvasRenderingContext2D,
  element: Element,
  { x, y, box }: Axes,
  { em }: Room,
  {
    xs,
    ys,
    names,
  }: { readonly xs: readonly number[]; readonly ys: readonly number[]; readonly names: readonly [string, string] },
): void {
  const [left, top, width, height] = box;
  context.lineWidth = 1;
  context.strokeStyle = ink(element, '--rule-strong');
  context.strokeRect(left + 0.5, top + 0.5, width, height);
  context.fillStyle = ink(element, '--ink-soft');
  context.textAlign = 'center';
  context.textBaseline = 'top';
  const said = (value: number): string => String(value).replace('-', '−');
  for (const value of xs) context.fillText(said(value), x(value), top + height + 0.3 * em);
  context.fillText(names[0], left + width - 0.8 * em, top + height + 0.3 * em);
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const value of ys) context.fillText(said(value), left - 0.4 * em, y(value));
  context.fillText(names[1], left - 0.4 * em, top + 0.6 * em);
}

export const within = (context: CanvasRenderingContext2D, { box }: Axes, draw: () => void): void => {
  context.save();
  context.beginPath();
  context.rect(...(box as [number, number, number, number]));
  context.clip();
  draw();
  context.restore();
};

export function follow(context: CanvasRenderingContext2D, { x, y }: Axes, way: readonly Place[]): void {
  context.beginPath();
  for (const [i, [across, up]] of way.entries()) context[i === 0 ? 'moveTo' : 'lineTo'](x(across), y(up));
  context.stroke();
}

export function arrow(
  context: CanvasRenderingContext2D,
  { x, y }: Axes,
  from: Place,
  to: Place,
  color: string,
  width: number,
): void {
  const [x0, y0, x1, y1] = [x(from[0]), y(from[1]), x(to[0]), y(to[1])];
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (!Number.isFinite(length) || length < 1) return;
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const tip = Math.min(ARROW, 0.4 * length);
  context.strokeStyle = color;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  for (const turn of [0.5, -0.5]) {
    context.moveTo(x1, y1);
    context.lineTo(
      x1 - tip * (ux * Math.cos(turn) - uy * Math.sin(turn)),
      y1 - tip * (uy * Math.cos(turn) + ux * Math.sin(turn)),
    );
  }
  context.stroke();
}
