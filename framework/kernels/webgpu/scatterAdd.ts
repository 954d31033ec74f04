/** Add each source entry to the place its index names. Truth values: does any hold? */
import type { Kernels } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { scattered } from './scattered.ts';

export const scatterAdd: Kernels<GpuMemory>['scatterAdd'] = scattered('scatterAdd', (standing, entry, type) =>
  type === 'u32' ? `max(${standing}, ${entry})` : `${standing} + ${entry}`,
);
