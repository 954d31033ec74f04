// The masks of attention on the GPU, in Node.
import { afterAll, beforeAll } from 'vitest';
import { startNodeGpu } from '../../cli/nodeGpu.ts';
import { shutdownWebgpu } from '../../index.ts';
import { describeMasks } from '../maskSuite.ts';

beforeAll(async () => {
  await startNodeGpu();
});
afterAll(shutdownWebgpu);

describeMasks('webgpu');
