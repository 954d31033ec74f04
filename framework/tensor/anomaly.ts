/**
 * Where does the first NaN come from? While detection is on, every op compares what it made with what it was given, and notes where
 * in the program it ran. This file holds the switch and the comparison; `autograd/detectAnomaly.ts` turns it on. Off, it costs a branch.
 */
import { isFloat } from './dtype.ts';
import { ChalkgradError, shapeText } from './errors.ts';
import { placeOf } from './shape.ts';
import type { Tensor } from './Tensor.ts';

let detecting = false;

export const isDetecting = (): boolean => detecting;

export function setDetecting<R>(mode: boolean, run: () => R): R {
  const previous = detecting;
  detecting = mode;
  try {
    return run();
  } finally {
    detecting = previous;
  }
}

/**
 * What is wrong with `made`, in words (`NaN at [0, 2]`), if it cannot be blamed on `from`: a NaN where none went in, an infinity
 * where all was finite. null otherwise.
 */
export function flawIn(made: Tensor, from: readonly Tensor[]): string | null {
  if (!isFloat(made.dtype)) return null;
  if (made.device !== 'cpu') {
    throw new ChalkgradError(
      `detectAnomaly: it looks at every number at once, and these are on ${made.device}`,
      'look for the first NaN on the CPU, with the same seed.',
    );
  }
  const values = made.dataSync();
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return null;
  const inputs = from.filter((input) => isFloat(input.dtype)).map((input) => input.dataSync());
  const nan = values.findIndex(Number.isNaN);
  const place = nan >= 0 ? nan : bad;
  const excuse = (value: number): boolean => (nan >= 0 ? Number.isNaN(value) : !Number.isFinite(value));
  if (inputs.some((input) => input.some(excuse))) return null;
  return `${values[place]} at ${shapeText(placeOf(place, made.shape))}`;
}

const FRAMES = 3;
const MACHINERY = /[\\/]framework[\\/](?:ops|tensor|autograd)[\\/][^\\/]+$/;

/** The lines of the program that led here, innermost first, without the framework's own machinery. */
export function whereNow(): string {
  const frames = (new Error().stack ?? '').split('\n').slice(1);
  const isOwn = (frame: string): boolean =>
    MACHINERY.test(frame.replace(/:\d+:\d+\)?$/, '')) && !frame.includes('.test.');
  const told = frames
    .filter((frame) => !isOwn(frame) && !frame.includes('node:internal'))
    .map((frame) => frame.trim().replace(/^at /, ''));
  return told.slice(0, FRAMES).join(' ← ');
}
