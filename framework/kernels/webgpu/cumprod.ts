/** Running product along one axis. */
import type { Kernels } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { running } from './running.ts';

export const cumprod: Kernels<GpuMemory>['cumprod'] = running('cumprod', 1, '*');
