/** Each source entry is set at the place its index names, multiplied into it, or the larger (smaller) stays. */
import type { Kernels, ScatterName } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { scalarFunctions } from './scalar.ts';
import { type Meeting, scattered } from './scattered.ts';

const meetings: Readonly<Record<ScatterName, Meeting>> = {
  set: (_standing, entry) => entry,
  prod: (standing, entry) => `${standing} * ${entry}`,
  max: (standing, entry, type) => `${type === 'f32' ? 'larger' : 'max'}(${standing}, ${entry})`,
  min: (standing, entry, type) => `${type === 'f32' ? 'smaller' : 'min'}(${standing}, ${entry})`,
};

export const scatterReduce: Kernels<GpuMemory>['scatterReduce'] = (name, index, source, axis, outShape, out) => {
  const functions = name === 'max' || name === 'min' ? scalarFunctions : '';
  scattered(`scatterReduce ${name}`, meetings[name], functions)(index, source, axis, outShape, out);
};
