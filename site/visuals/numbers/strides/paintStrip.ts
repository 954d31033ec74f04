/** One row of numbers as a barcode, with the jumps to a place drawn above it as arcs; and the neighbourhood of a place, with its numbers. */
import { channels, ink } from '../../parts/ink.ts';
import { shareOf } from './WalkPicture.ts';

export interface Jump {
  readonly from: number;
  readonly count: number;
  readonly stride: number;
}

export interface Strip {
  readonly memory: Float32Array;
  /** The place looked at; null where the walk has none. */
  readonly place: number | null;
  readonly jumps: readonly Jump[];
  /** Places that the walk reads. */
  readonly read: ReadonlySet<number>;
  readonly written: number | null;
  /** The number that is all ink, where it is not 1. */
  readonly full?: number;
}

interface Box {
  readonly width: number;
  readonly em: number;
}

/** Colours of the jumps, an axis each. */
const AXES = ['--role-weights', '--role-activations'] as const;
const mixOf = (element: Element, most?: number): ((value: number) => string) => {
  const [paper, full] = [channels(ink(element, '--paper')), channels(ink(element, '--ink'))];
  return (value) => {
    const share = shareOf(value, most);
    return `rgb(${paper.map((channel, c) => Math.round(channel + (full[c]! - channel) * share)).join(' ')})`;
  };
};

function arcs(
  context: CanvasRenderingContext2D,
  element: Element,
  jumps: readonly Jump[],
  x: (place: number) => number,
  base: number,
  highest: number,
): void {
  for (const [axis, { from, count, stride }] of jumps.entries()) {
    context.strokeStyle = ink(element, AXES[axis % AXES.length]!);
    context.lineWidth = 1.5;
    for (let i = 0; i < count && stride > 0; i++) {
      const [a, b] = [x(from + i * stride), x(from + (i + 1) * stride)];
      const height = Math.min(highest, Math.max(4, Math.abs(b - a) * 0.6));
      context.beginPath();
      context.moveTo(a, base);
      context.bezierCurveTo(a, base - height, b, base - height, b, base);
      context.stroke();
    }
  }
}

export const BARCODE_HEIGHT = 84;

/** All of it. */
export function paintBarcode(
  context: CanvasRenderingContext2D,
  element: Element,
  { memory, place, jumps, read, written }: Strip,
  { width }: Box,
): void {
  const [top, height] = [44, 26];
  const one = width / memory.length;
  const shade = mixOf(element);
  const accent = ink(element, '--accent');
  for (let i = 0; i < memory.length; i++) {
    context.fillStyle = i === written ? accent : shade(memory[i]!);
    context.fillRect(i * one, top, one + 0.5, height);
    if (!read.has(i)) continue;
    context.fillStyle = accent;
    context.fillRect(i * one, top + height + 3, one + 0.3, 3);
  }
  context.strokeStyle = ink(element, '--rule-strong');
  context.lineWidth = 1;
  context.strokeRect(0.5, top + 0.5, width - 1, height - 1);
  arcs(context, element, jumps, (at) => (at + 0.5) * one, top, 40);
  if (place === null) return;
  context.fillStyle = ink(element, '--negative');
  context.fillRect((place + 0.5) * one - 1.25, top - 3, 2.5, height + 6);
}

export const CLOSE_HEIGHT = 76;

/** The cells round a place, each with its place and its number. */
export function paintClose(
  context: CanvasRenderingContext2D,
  element: Element,
  { memory, place, jumps, written, full }: Strip,
  { width, em }: Box,
): void {
  if (place === null) return;
  const cell = 3.2 * em;
  const shown = Math.min(memory.length, Math.max(3, 2 * Math.floor((width / cell - 1) / 2) + 1));
  const first = Math.min(Math.max(0, place - (shown - 1) / 2), Math.max(0, memory.length - shown));
  // Few numbers stand where their picture begins.
  const left = full === undefined ? (width - shown * cell) / 2 : 0;
  const [top, height] = [22, 1.9 * em];
  const x = (at: number): number => left + (at - first + 0.5) * cell;
  const shade = mixOf(element, full);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (let i = first; i < Math.min(first + shown, memory.length); i++) {
    const value = memory[i]!;
    context.fillStyle = i === written ? ink(element, '--accent') : shade(value);
    context.fillRect(x(i) - cell / 2, top, cell, height);
    context.strokeStyle = ink(element, i === place ? '--negative' : '--rule-strong');
    context.lineWidth = i === place ? 2.5 : 1;
    context.strokeRect(x(i) - cell / 2 + 0.5, top + 0.5, cell - 1, height - 1);
    context.fillStyle = ink(element, shareOf(value, full) > 0.5 || i === written ? '--paper' : '--ink');
    context.fillText(String(Number(value.toFixed(2))), x(i), top + height / 2 + 1);
    context.fillStyle = ink(element, i === place ? '--ink' : '--ink-faint');
    context.fillText(String(i), x(i), top + height + 0.9 * em);
  }
  context.save();
  context.beginPath();
  context.rect(left, 0, shown * cell, top);
  context.clip();
  arcs(context, element, jumps, x, top, 18);
  context.restore();
}
