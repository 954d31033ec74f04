/** A time series from a few sines and noise, with anomalies at known places: for forecasting and for finding what is odd. */
import { optionsOf, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Generator } from '../../tensor/random.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { choose, startDrawing } from './drawing.ts';

/** One wave of the mixture. */
export interface Sine {
  /** Steps of one round. */
  readonly period: number;
  readonly amplitude: number;
  /** Where in its round it starts, in radians. Default 0. */
  readonly phase?: number;
}

export interface SineMixtureOptions {
  /** Default: a day of 24 steps and a week of 168. */
  readonly sines?: readonly Sine[];
  /** Standard deviation of the noise. Default 0.1. */
  readonly noise?: number;
  /** How many anomalies. Default 0. */
  readonly anomalies?: number;
}

/** A single value far off; a stretch that lies higher; a stretch in which nothing moves. */
export type AnomalyKind = 'spike' | 'shift' | 'flat';

/** A stretch of steps in which something is wrong. */
export interface Anomaly {
  readonly kind: AnomalyKind;
  /** First step. */
  readonly from: number;
  /** First step after it. */
  readonly to: number;
}

export interface SineMixture {
  /** What a sensor would show. float32 [T] */
  readonly values: Tensor;
  /** Without noise and anomalies. float32 [T] */
  readonly clean: Tensor;
  /** true inside an anomaly. bool [T] */
  readonly anomalous: Tensor;
  /** In order of time; never overlapping. */
  readonly anomalies: readonly Anomaly[];
}

const DAY_AND_WEEK: readonly Sine[] = [
  { period: 24, amplitude: 1 },
  { period: 168, amplitude: 0.5 },
];
const KINDS: readonly AnomalyKind[] = ['spike', 'shift', 'flat'];
const STRETCH = { least: 6, most: 12 } as const;
const SPIKE = 2.5;
const SHIFT = 1.2;

const call = signature(
  'generateSineMixture',
  { length: 'number', generator: 'generator' },
  { sines: 'list', noise: 'amount', anomalies: 'size' },
);

/**
 * `length` steps: the sum of the sines, noise, then the anomalies.
 *
 * Errors: no whole number of steps; more anomalies than fit (each needs 24 steps).
 */
export function generateSineMixture(
  length: number,
  generator: Generator,
  options: SineMixtureOptions = {},
): SineMixture {
  options = optionsOf(call, [length, generator, options]);
  const { sines = DAY_AND_WEEK, noise = 0.1, anomalies: count = 0 } = options;
  const series = startDrawing('generateSineMixture', length, generator);
  const clean = Float32Array.from({ length }, (_, t) =>
    sines.reduce(
      (sum, { period, amplitude, phase = 0 }) => sum + amplitude * Math.sin((2 * Math.PI * t) / period + phase),
      0,
    ),
  );
  const values = clean.map((value) => value + series.normal(0, noise));
  const anomalies = placeAnomalies(length, count, series.fork('anomalies'));
  const anomalous = new Uint8Array(length);
  for (const anomaly of anomalies) {
    disturb(values, anomaly, choose([-1, 1], series));
    anomalous.fill(1, anomaly.from, anomaly.to);
  }
  return {
    values: tensorFrom(values, [length], 'float32'),
    clean: tensorFrom(clean, [length], 'float32'),
    anomalous: tensorFrom(anomalous, [length], 'bool'),
    anomalies,
  };
}

/** One anomaly in each of `count` equal stretches, so that none touches another. */
function placeAnomalies(length: number, count: number, generator: Generator): Anomaly[] {
  const room = Math.floor(length / Math.max(count, 1));
  if (!Number.isInteger(count) || count < 0 || (count > 0 && room < 2 * STRETCH.most)) {
    throw new ChalkgradError(
      `generateSineMixture: ${count} anomalies do not fit into ${length} steps`,
      `each needs ${2 * STRETCH.most} steps of its own.`,
    );
  }
  return Array.from({ length: count }, (_, i) => {
    const kind = choose(KINDS, generator);
    const steps = kind === 'spike' ? 1 : STRETCH.least + generator.integer(STRETCH.most - STRETCH.least + 1);
    const from = i * room + 1 + generator.integer(room - steps - 1);
    return { kind, from, to: from + steps };
  });
}

function disturb(values: Float32Array, { kind, from, to }: Anomaly, sign: number): void {
  const held = values[from]!;
  for (let t = from; t < to; t++) {
    if (kind === 'flat') values[t] = held;
    else values[t]! += sign * (kind === 'spike' ? SPIKE : SHIFT);
  }
}
