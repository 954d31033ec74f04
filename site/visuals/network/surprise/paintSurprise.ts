/** The curves of chance and of price over the score, with the examples as dots on them. Draws, and nothing else. */
import { ink, numeral } from '../../parts/ink.ts';
import { chanceOf, type Dot, type Price, priceAt } from './surprise.ts';

/** The scores that are drawn; what lies further out stands at the edge. */
export const REACH = 8;
const SCORES = [-8, -4, 0, 4, 8];
const TICK = 11;
/** The slope of the chosen one. */
const LONG_TICK = 48;
const DOT = 3.5;

export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly em: number;
  /** The largest value that is drawn. */
  readonly top: number;
  /** Room on the left for the stack of prices; 0 where there is none. */
  readonly stack: number;
}

export interface Places {
  readonly x: (z: number) => number;
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly ceiling: number;
  /** The largest value on the sheet. */
  readonly top: number;
}

const clamp = (value: number, from: number, to: number): number => Math.min(to, Math.max(from, value));

export function placesOf({ width, height, em, top, stack }: Sheet): Places {
  const left = 2.6 * em + stack;
  const right = width - 0.8 * em;
  const [ceiling, bottom] = [2.4 * em, height - 2.6 * em];
  return {
    x: (z) => left + ((clamp(z, -REACH, REACH) + REACH) / (2 * REACH)) * (right - left),
    y: (value) => bottom - (clamp(value, 0, top) / top) * (bottom - ceiling),
    left,
    right,
    bottom,
    ceiling,
    top,
  };
}

/** The smallest of some round tops that all of these fit under; the last takes the rest to its edge. */
export const topFor = (values: readonly number[]): number => {
  const highest = values.reduce((most, value) => Math.max(most, value), 0);
  return [1, 2, 4, 8].find((top) => highest <= top) ?? 8;
};

/** Frame, scores along the bottom, values up the side, and what both are called. */
export function paintAxes(
  context: CanvasRenderingContext2D,
  element: Element,
  sheet: Sheet,
  names: readonly [score: string, value: string],
): void {
  const { x, y, left, right, bottom, ceiling } = placesOf(sheet);
  const { em, top } = sheet;
  context.lineWidth = 1;
  context.fillStyle = ink(element, '--ink-soft');
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  const numberEdge = 2.6 * em - 0.5 * em;
  for (const value of [0, top / 2, top]) {
    context.strokeStyle = ink(element, value === 0 ? '--rule-strong' : '--rule');
    context.beginPath();
    context.moveTo(2.6 * em, Math.round(y(value)) + 0.5);
    context.lineTo(right, Math.round(y(value)) + 0.5);
    context.stroke();
    context.fillText(String(value), numberEdge, y(value));
  }
  context.strokeStyle = ink(element, '--rule');
  context.beginPath();
  context.moveTo(Math.round(x(0)) + 0.5, ceiling);
  context.lineTo(Math.round(x(0)) + 0.5, bottom);
  context.stroke();
  context.textBaseline = 'top';
  for (const z of SCORES) {
    context.textAlign = z === -REACH ? 'left' : z === REACH ? 'right' : 'center';
    context.fillText(String(z).replace('-', '−'), z === -REACH ? left : z === REACH ? right : x(z), bottom + 0.4 * em);
  }
  context.textAlign = 'center';
  context.fillText(names[0], (x(0) + x(4)) / 2, bottom + 0.4 * em);
  context.textAlign = 'left';
  context.fillText(names[1], 0, 0.2 * em);
}

function curve(context: CanvasRenderingContext2D, { x, y, left, right, top }: Places, of: (z: number) => number): void {
  context.beginPath();
  let isInside = false;
  for (let px = left; px <= right; px += 2) {
    const z = -REACH + ((px - left) / (right - left)) * 2 * REACH;
    const value = of(z);
    // Above the sheet a curve goes on; at its edge would be a value that it does not have.
    if (value > top) isInside = false;
    else if (isInside) context.lineTo(x(z), y(value));
    else {
      context.moveTo(x(z), y(value));
      isInside = true;
    }
  }
  context.stroke();
}

/** Class 0 is a ring, class 1 a dot, as on the map. */
function mark(context: CanvasRenderingContext2D, element: Element, px: number, py: number, label: number): void {
  context.beginPath();
  context.arc(px, py, DOT, 0, 2 * Math.PI);
  context.lineWidth = 1.5;
  context.strokeStyle = ink(element, label === 1 ? '--positive' : '--negative');
  context.fillStyle = label === 1 ? context.strokeStyle : ink(element, '--paper');
  context.fill();
  context.stroke();
}

export function ring(context: CanvasRenderingContext2D, element: Element, px: number, py: number): void {
  context.strokeStyle = ink(element, '--accent');
  context.lineWidth = 2.5;
  context.beginPath();
  context.arc(px, py, 8, 0, 2 * Math.PI);
  context.stroke();
}

/** σ over the score, every example on it, and the reader's own score. */
export function paintChances(
  context: CanvasRenderingContext2D,
  element: Element,
  sheet: Sheet,
  { dots, chosen, own }: { readonly dots: readonly Dot[]; readonly chosen: number | null; readonly own: number | null },
): void {
  const places = placesOf(sheet);
  const { x, y, left, bottom } = places;
  context.strokeStyle = ink(element, '--ink');
  context.lineWidth = 1.5;
  curve(context, places, chanceOf);
  for (const { z, chance, label } of dots) mark(context, element, x(z), y(chance), label);
  if (chosen !== null && dots[chosen] !== undefined) ring(context, element, x(dots[chosen].z), y(dots[chosen].chance));
  if (own === null) return;
  const [px, py] = [x(own), y(chanceOf(own))];
  context.strokeStyle = ink(element, '--accent');
  context.lineWidth = 1.5;
  context.setLineDash([4, 3]);
  context.beginPath();
  context.moveTo(px, bottom);
  context.lineTo(px, py);
  context.lineTo(left, py);
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = ink(element, '--accent');
  context.beginPath();
  context.arc(px, py, 6, 0, 2 * Math.PI);
  context.fill();
}

export interface Priced {
  readonly price: Price;
  readonly dots: readonly Dot[];
  readonly mean: number;
  readonly chosen: number | null;
}

/** Two curves, one for each label; every example on its own, with its slope; on the left all prices, each as thick as its part of their mean. */
export function paintPrices(
  context: CanvasRenderingContext2D,
  element: Element,
  sheet: Sheet,
  { price, dots, mean, chosen }: Priced,
): void {
  const places = placesOf(sheet);
  const { x, y, left, right } = places;
  context.lineWidth = 1.5;
  for (const label of [1, 0]) {
    context.strokeStyle = ink(element, label === 1 ? '--positive' : '--negative');
    context.setLineDash(label === 1 ? [] : [5, 3]);
    curve(context, places, (z) => priceAt(price, z, label));
  }
  context.setLineDash([]);
  const perScore = (right - left) / (2 * REACH);
  const perPrice = y(0) - y(1);
  context.strokeStyle = ink(element, '--ink-faint');
  context.lineWidth = 1;
  context.beginPath();
  for (const { z, price: cost, slope } of dots) {
    if (slope === null) continue;
    const [dx, dy] = [perScore, -slope * perPrice];
    const scale = TICK / Math.hypot(dx, dy);
    context.moveTo(x(z) - dx * scale, y(cost) - dy * scale);
    context.lineTo(x(z) + dx * scale, y(cost) + dy * scale);
  }
  context.stroke();
  for (const { z, price: cost, label } of dots) mark(context, element, x(z), y(cost), label);
  paintStack(context, element, sheet, { price, dots, mean, chosen });
  const picked = chosen === null ? undefined : dots[chosen];
  if (picked === undefined) return;
  if (picked.slope !== null) {
    const [dx, dy] = [perScore, -picked.slope * perPrice];
    const scale = LONG_TICK / Math.hypot(dx, dy);
    const [px, py] = [x(picked.z), y(picked.price)];
    context.strokeStyle = ink(element, '--accent');
    context.lineWidth = 2.5;
    context.beginPath();
    context.moveTo(px - dx * scale, py - dy * scale);
    context.lineTo(px + dx * scale, py + dy * scale);
    context.stroke();
  }
  ring(context, element, x(picked.z), y(picked.price));
}

function paintStack(
  context: CanvasRenderingContext2D,
  element: Element,
  sheet: Sheet,
  { dots, mean, chosen }: Priced,
): void {
  const { y } = placesOf(sheet);
  const { em, stack } = sheet;
  const [from, width] = [2.6 * em, stack - 0.8 * em];
  const order = dots.map((_, i) => i).sort((a, b) => dots[a]!.price - dots[b]!.price);
  let floor = 0;
  for (const i of order) {
    const { price, label } = dots[i]!;
    const part = price / dots.length;
    const [bottom, top] = [y(floor), y(floor + part)];
    context.fillStyle = ink(element, i === chosen ? '--accent' : label === 1 ? '--positive' : '--negative');
    context.fillRect(from, top, width, Math.max(0, bottom - top));
    if (bottom - top > 2) {
      context.fillStyle = ink(element, '--paper');
      context.fillRect(from, top, width, 1);
    }
    floor += part;
  }
  context.strokeStyle = ink(element, '--role-loss');
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(from - 3, y(mean));
  context.lineTo(from + width + 3, y(mean));
  context.stroke();
  context.fillStyle = ink(element, '--role-loss');
  context.textAlign = 'left';
  context.textBaseline = 'bottom';
  context.fillText(`J = ${numeral(mean, 3)}`, from - 3, y(mean) - 3);
}

/** Which dot is nearest to a place; null where none is near. */
export function dotAt(
  sheet: Sheet,
  dots: readonly { readonly z: number; readonly height: number }[],
  px: number,
  py: number,
): number | null {
  const { x, y } = placesOf(sheet);
  let nearest: number | null = null;
  let least = 2 * sheet.em;
  for (const [i, { z, height }] of dots.entries()) {
    const distance = Math.hypot(x(z) - px, y(height) - py);
    if (distance < least) [nearest, least] = [i, distance];
  }
  return nearest;
}

/** The score under a place, to a tenth. */
export function scoreUnder(sheet: Sheet, px: number): number {
  const { left, right } = placesOf(sheet);
  return Math.round(10 * (clamp((px - left) / (right - left), 0, 1) * 2 * REACH - REACH)) / 10;
}
