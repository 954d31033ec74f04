// A worker that starts its own GPU, as a page's training does, and answers with what it computed.

import { shutdownWebgpu, startWebgpu, tensor } from '../../index.ts';

const { description } = await startWebgpu();
const sum = await tensor([1, 2, 3], { device: 'webgpu' }).square().sum().item();
shutdownWebgpu();
postMessage({ description, sum });
