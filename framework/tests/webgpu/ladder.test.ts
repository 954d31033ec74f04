// The GPU ladder in Node.

import { afterAll, beforeAll } from 'vitest';
import { startNodeGpu } from '../../cli/nodeGpu.ts';
import { shutdownWebgpu } from '../../kernels/webgpu/device.ts';
import { describeLadder } from './ladderSuite.ts';

beforeAll(async () => {
  await startNodeGpu();
});
afterAll(shutdownWebgpu);

describeLadder();
