/** Running total along one axis. */
import type { Kernels } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { running } from './running.ts';

export const cumsum: Kernels<GpuMemory>['cumsum'] = running('cumsum', 0, '+');
