// Every kernel on the GPU in Node, against the reference.

import { afterAll, beforeAll, vi } from 'vitest';
import { startNodeGpu } from '../../cli/nodeGpu.ts';
import { shutdownWebgpu } from '../../kernels/webgpu/device.ts';
import { describeKernels } from './kernelSuite.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 }); // a GPU in software, on a machine that may be busy

beforeAll(async () => {
  await startNodeGpu();
});
afterAll(shutdownWebgpu);

describeKernels();
