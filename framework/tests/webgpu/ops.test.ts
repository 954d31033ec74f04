// The table of ops on the GPU in Node. Without an adapter this fails, and says what to install.

import { afterAll, beforeAll, vi } from 'vitest';
import { startNodeGpu } from '../../cli/nodeGpu.ts';
import { shutdownWebgpu } from '../../kernels/webgpu/device.ts';
import { describeOps } from './opSuite.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 }); // a GPU in software, on a machine that may be busy

beforeAll(async () => {
  await startNodeGpu();
});
afterAll(shutdownWebgpu);

describeOps();
