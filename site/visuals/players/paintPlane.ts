/** What figures of two players in the plane have in common: the ground, points and arrows, drawn on a canvas. */
import { ink, paintSigned, signPalette } from '../parts/ink.ts';
import type { Arena } from './arena.ts';

/** The plane shows [-EXTENT, EXTENT]², as the run's map does. */
export const EXTENT = 1.5;
/** How strongly the ground is coloured: points must stand out on it. */
const GROUND = 0.6;
const HEAD = 5;

export interface Plane {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly side: number;
}

export function planeOf(side: number): Plane {
  const x = (value: number): number => ((value + EXTENT) / (2 * EXTENT)) * side;
  return { x, y: (value) => side - x(value), side };
}

/** Where a pointer is, in the plane's units. */
export function placeOf(event: MouseEvent, canvas: HTMLCanvasElement): [x: number, y: number] {
  const box = canvas.getBoundingClientRect();
  return [
    ((event.clientX - box.x) / box.width) * 2 * EXTENT - EXTENT,
    EXTENT - ((event.clientY - box.y) / box.height) * 2 * EXTENT,
  ];
}

export function paintGround(
  context: CanvasRenderingContext2D,
  { side: cells, values }: NonNullable<Arena['map']>,
  { side }: Plane,
  page: Element,
): void {
  const picture = new ImageData(cells, cells);
  const palette = signPalette(page);
  for (let i = 0; i < cells * cells; i++) paintSigned((2 * values[i]! - 1) * GROUND, 1, palette, picture.data, 4 * i);
  const sheet = document.createElement('canvas');
  sheet.width = cells;
  sheet.height = cells;
  sheet.getContext('2d')!.putImageData(picture, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(sheet, 0, 0, side, side);
}

export function paintFrame(context: CanvasRenderingContext2D, { side }: Plane, page: Element): void {
  context.strokeStyle = ink(page, '--rule-strong');
  context.lineWidth = 1;
  context.strokeRect(0.5, 0.5, side - 1, side - 1);
}

export function ring(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
}

export function dot(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

export function arrow(context: CanvasRenderingContext2D, x: number, y: number, toX: number, toY: number): void {
  const length = Math.hypot(toX - x, toY - y);
  if (!(length > 1)) return;
  const [dx, dy] = [(toX - x) / length, (toY - y) / length];
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(toX, toY);
  if (length > 2 * HEAD) {
    context.moveTo(toX - HEAD * (dx + 0.6 * dy), toY - HEAD * (dy - 0.6 * dx));
    context.lineTo(toX, toY);
    context.lineTo(toX - HEAD * (dx - 0.6 * dy), toY - HEAD * (dy + 0.6 * dx));
  }
  context.stroke();
}
