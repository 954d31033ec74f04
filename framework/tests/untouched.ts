// Of files that take turns in one process (site/tests/processes.ts) each finds what they share as a new process has it, and fails where it
// has not left it so.

import { afterAll, expect } from 'vitest';
import { manualSeed } from '../index.ts';
import { sharedState } from './sharedState.ts';

// The one thing that every file may use up.
manualSeed(0);
const before = sharedState();

afterAll(() => {
  expect(sharedState(), 'what the next file finds (site/tests/processes.ts)').toEqual(before);
});
