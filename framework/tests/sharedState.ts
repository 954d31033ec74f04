// What unit tests share that take turns in one process (site/tests/processes.ts), to be held against what a new process has.

import { backendName } from '../kernels/backend.ts';
import { isMemoryShared, isRelaxed } from '../kernels/simd/engine.ts';
import { wantedThreads } from '../kernels/simd/threads.ts';
import { isDetecting } from '../tensor/anomaly.ts';
import { isGradEnabled } from '../tensor/history.ts';

export const sharedState = () => ({
  backend: backendName(),
  fuses: isRelaxed(),
  threads: wantedThreads(),
  memoryIsShared: isMemoryShared(),
  detects: isDetecting(),
  gradients: isGradEnabled(),
  folder: process.cwd(),
  environment: { ...process.env },
  // Some packages keep something of their own there, under a symbol or two underscores.
  globals: Object.getOwnPropertyNames(globalThis)
    .filter((name) => !name.startsWith('__'))
    .sort(),
});
