/** A frame with a logarithmic axis each way: powers of ten ruled and written, places for values. Draws, and nothing else. */
import { ink } from '../ink.ts';
import { type Powers, powerText, shareOf } from './powers.ts';

export interface LogFrame {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Numbers that stand on the axis besides powers of ten are written as they are. */
const tickText = (power: number): string => (power >= -3 && power <= 3 ? String(10 ** power) : powerText(power));

export function logFrame(
  context: CanvasRenderingContext2D,
  element: Element,
  { width, height, em }: { readonly width: number; readonly height: number; readonly em: number },
  { across, up, names }: { readonly across: Powers; readonly up: Powers; readonly names: readonly string[] },
): LogFrame {
  const [left, right, top, bottom] = [3.4 * em, width - 0.8 * em, 2.2 * em, height - 2.1 * em];
  const x = (value: number): number => left + shareOf(value, across) * (right - left);
  const y = (value: number): number => bottom - shareOf(value, up) * (bottom - top);
  context.lineWidth = 1;
  context.fillStyle = ink(element, '--ink-soft');
  context.strokeStyle = ink(element, '--rule');
  const powers = ({ from, to }: Powers): number[] =>
    Array.from({ length: Math.floor(to + 1e-9) - Math.ceil(from - 1e-9) + 1 }, (_, i) => Math.ceil(from - 1e-9) + i);
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (const power of powers(across)) {
    rule(context, [x(10 ** power), top], [x(10 ** power), bottom]);
    context.fillText(tickText(power), x(10 ** power), bottom + 0.35 * em);
  }
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const power of powers(up)) {
    rule(context, [left, y(10 ** power)], [right, y(10 ** power)]);
    context.fillText(tickText(power), left - 0.45 * em, y(10 ** power));
  }
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.fillText(names[1] ?? '', 0, top - 1 * em);
  context.textAlign = 'right';
  context.fillText(names[0] ?? '', right, height - 0.15 * em);
  return { x, y, left, right, top, bottom };
}

function rule(
  context: CanvasRenderingContext2D,
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
): void {
  context.beginPath();
  context.moveTo(Math.round(x0) + 0.5, Math.round(y0) + 0.5);
  context.lineTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
  context.stroke();
}
