/** Numbers measured once and committed, so that a page has something true to show before its reader measures; and where they come from. */

import type { LadderName } from './protocol.ts';
import recordedJson from './recorded.json' with { type: 'json' };

/** One ladder at one size: by rung, 10⁹ floating-point operations a second and the largest |difference| from the reference. */
export type RecordedRungs = Readonly<Record<string, { readonly gflops: number; readonly difference: number }>>;

/** By size n. */
export type RecordedSizes = Readonly<Record<string, RecordedRungs>>;

export interface RecordedLadder {
  /** Day of the measurement, as 2026-11-24. */
  readonly date: string;
  readonly browser: string;
  /** What did the work: a processor, or a graphics card. */
  readonly machine: string;
  /** Each number is the best of so many measurements. */
  readonly rounds: number;
  readonly sizes: RecordedSizes;
}

/** recordLadder.ts measures and writes it again. */
export const recordedLadders: Readonly<Record<LadderName, RecordedLadder>> = recordedJson;
