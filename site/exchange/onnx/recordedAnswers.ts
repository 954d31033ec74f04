/** Numbers that ONNX Runtime Web gave for our files, some of each answer; recordAnswers.ts writes them. */
import { readFileSync } from 'node:fs';

export interface RecordedAnswer {
  readonly name: string;
  /** Of the .onnx file. */
  readonly bytes: number;
  /** The largest difference to our own answer, over all numbers, on the machine that recorded. */
  readonly difference: number;
  readonly batches: readonly { readonly examples: number; readonly values: readonly number[] }[];
}

/** Numbers kept of an answer. */
export const SAMPLES = 24;

/** Evenly from the first to the last. */
export const sampled = (values: ArrayLike<number>): number[] => {
  const count = Math.min(SAMPLES, values.length);
  return Array.from(
    { length: count },
    (_, i) => values[Math.round((i * (values.length - 1)) / Math.max(1, count - 1))]!,
  );
};

export function recordedAnswers(): { readonly version: string; readonly models: readonly RecordedAnswer[] } {
  return JSON.parse(readFileSync(new URL('recordedAnswers.json', import.meta.url), 'utf8')) as never;
}
