/**
 * The runs that pages show: how large they are in a browser, and which step is recorded for the first picture. Small enough
 * that a laptop finishes one in well under a minute.
 */
import type { LoadOptions } from './protocol.ts';

export interface LessonRun extends LoadOptions {
  /** Which step the site's build records for the page's first picture. */
  readonly recordedStep: number;
}

export const lessonRuns: Readonly<Record<string, LessonRun>> = {
  'digits-cnn': { run: 'digits-cnn', seed: 7, examples: 2000, testExamples: 500, recordedStep: 40 },
};
