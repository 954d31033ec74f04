// The table of ops on the GPU in Node. Without an adapter this fails, and says what to install.

import { afterAll, beforeAll } from 'vitest';
import { startNodeGpu } from '../../cli/nodeGpu.ts';
import { shutdownWebgpu } from '../../kernels/webgpu/device.ts';
import { describeOps } from './opSuite.ts';

beforeAll(async () => {
  await startNodeGpu();
});
afterAll(shutdownWebgpu);

describeOps();
