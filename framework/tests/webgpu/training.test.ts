// Whole networks on the GPU in Node.

import { afterAll, beforeAll } from 'vitest';
import { startNodeGpu } from '../../cli/nodeGpu.ts';
import { shutdownWebgpu } from '../../kernels/webgpu/device.ts';
import { describeTraining } from './trainingSuite.ts';

beforeAll(async () => {
  await startNodeGpu();
});
afterAll(shutdownWebgpu);

describeTraining();
