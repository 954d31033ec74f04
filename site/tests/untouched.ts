// Of files that take turns in one process (processes.ts) each finds what they share as a new process has it, and fails where it has not left
// it so.

import { afterAll, expect } from 'vitest';
import { manualSeed } from '#framework';
import { backendName } from '../../framework/kernels/backend.ts';
import { isMemoryShared, isRelaxed } from '../../framework/kernels/simd/engine.ts';
import { wantedThreads } from '../../framework/kernels/simd/threads.ts';
import { isDetecting } from '../../framework/tensor/anomaly.ts';
import { isGradEnabled } from '../../framework/tensor/history.ts';

const shared = () => ({
  backend: backendName(),
  fuses: isRelaxed(),
  threads: wantedThreads(),
  memoryIsShared: isMemoryShared(),
  detects: isDetecting(),
  gradients: isGradEnabled(),
  folder: process.cwd(),
  environment: { ...process.env },
  // By name: some packages keep something of their own under a symbol.
  globals: Object.getOwnPropertyNames(globalThis).sort(),
});

// The one thing that every file may use up.
manualSeed(0);
const before = shared();

afterAll(() => {
  expect(shared(), 'what the next file finds (site/tests/processes.ts)').toEqual(before);
});
