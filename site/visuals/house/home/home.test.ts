// The first sixty seconds without a browser: what is drawn of a digit, what is said of a step, and that the run keeps what the page promises.

import { describe, expect, it } from 'vitest';
import { loadSimd } from '#framework';
import { lessonRuns } from '../../../player/lessonRuns.ts';
import { record } from '../../../player/record.ts';
import { unpackRecording } from '../../../player/recording.ts';
import { batchExample } from '../../parts/digits/batchExample.ts';
import { digitShape, FACTOR, SHAPE } from './digitShape.ts';
import { BACK_STEP, firstFacts, LAST_STEP } from './firstFacts.ts';
import { HEIGHT, heightOf, lossPath } from './lossPath.ts';

const SIDE = 28;
/** A square of full ink. */
const square = Float32Array.from({ length: SIDE * SIDE }, (_, i) => {
  const [x, y] = [i % SIDE, Math.floor(i / SIDE)];
  return x >= 8 && x < 20 && y >= 8 && y < 20 ? 1 : 0;
});
const at = (shape: Float32Array, x: number, y: number): number =>
  shape[Math.round(y * FACTOR) * SHAPE + Math.round(x * FACTOR)]!;

describe('a digit as a shape', () => {
  it('is ink all through when it is filled, and empty inside when it is hollow', () => {
    const [filled, hollow] = [digitShape(square, true), digitShape(square, false)];
    expect(at(filled, 14, 14)).toBe(1);
    expect(at(hollow, 14, 14)).toBe(0);
    expect(at(filled, 2, 2)).toBe(0);
    expect(at(hollow, 2, 2)).toBe(0);
    const edge = (shape: Float32Array): number =>
      Math.max(...Array.from({ length: SHAPE }, (_, x) => shape[14 * FACTOR * SHAPE + x]!));
    expect(edge(hollow)).toBe(1);
    expect(hollow.every((ink, i) => ink <= filled[i]!)).toBe(true);
  });

  it('is nothing where there is no ink', () => {
    expect(digitShape(new Float32Array(SIDE * SIDE), false).every((ink) => ink === 0)).toBe(true);
  });
});

describe('the curve', () => {
  it('has a point for each step up to the last that is shown, higher losses higher', () => {
    const metrics = [0, 1, 2, LAST_STEP + 1].map((step) => ({ step, loss: 2 - step / 100, accuracy: 0, metrics: {} }));
    expect(lossPath(metrics, Math.LN10).match(/[ML]/g)).toEqual(['M', 'L', 'L']);
    expect(heightOf(2, Math.LN10)).toBeLessThan(heightOf(1, Math.LN10));
    expect(heightOf(0, Math.LN10)).toBe(HEIGHT);
    expect(heightOf(99, Math.LN10)).toBe(0);
  });
});

await loadSimd();
const frame = lessonRuns['digits-cnn-start']!;
const { trace, metrics } = unpackRecording(await record(frame));

describe('the run of the home page', () => {
  it('is recorded before its first update, with all its pictures', () => {
    const facts = firstFacts(trace, metrics);
    expect(facts.step).toBe(0);
    expect(facts.count).toBe(32);
    expect(facts.guess).toBe(Math.LN10);
    // It guesses: the loss is near a guesser's, and few are right.
    expect(Math.abs(facts.loss - facts.guess)).toBeLessThan(0.1);
    expect(facts.right).toBeLessThan(10);
    expect(trace.batchIds.every((_, item) => batchExample(trace, item).image?.length === SIDE * SIDE)).toBe(true);
  });

  it('reads many more after a hundred steps, and few at the step one is asked to go back to', async () => {
    const rightAt = async (recordedStep: number): Promise<number> => {
      const recording = unpackRecording(await record({ ...frame, recordedStep }));
      return firstFacts(recording.trace, recording.metrics).right;
    };
    const before = firstFacts(trace, metrics).right;
    const [early, late] = [await rightAt(BACK_STEP), await rightAt(LAST_STEP)];
    expect(late).toBeGreaterThanOrEqual(20);
    expect(early).toBeLessThan(late / 2);
    expect(before).toBeLessThan(late / 2);
  });
});
