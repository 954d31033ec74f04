// Every kernel on the GPU in Node, against the reference.

import { afterAll, beforeAll } from 'vitest';
import { startNodeGpu } from '../../cli/nodeGpu.ts';
import { shutdownWebgpu } from '../../kernels/webgpu/device.ts';
import { describeKernels } from './kernelSuite.ts';

beforeAll(async () => {
  await startNodeGpu();
});
afterAll(shutdownWebgpu);

describeKernels();
