/** Can numbers be copied at all? Asked before the first of many copies is made, so that a mistake in the last changes nothing. */
import type { DType } from './dtype.ts';
import type { Device } from './storage.ts';
import type { Tensor } from './Tensor.ts';

/** Where the numbers go. */
export interface CopyTarget {
  readonly device: Device;
  readonly dtype: DType;
}

const isWhole = (dtype: DType): boolean => dtype === 'int32' || dtype === 'bool';

/**
 * What `copyFrom_` would fail at, or lose: calls `refuse` (which must throw) for a fraction that would be cut off, for numbers on a GPU that
 * must be awaited. Sizes are the caller's to compare. Errors: a tensor that was released.
 */
export function checkCopy(source: Tensor, target: CopyTarget, refuse: (why: string) => never): void {
  void source.memory; // throws when it was released
  if (isWhole(target.dtype) && source.dtype !== target.dtype && !(target.dtype === 'int32' && source.dtype === 'bool'))
    refuse(`is ${source.dtype}, which ${target.dtype} cannot hold`);
  if (source.device === 'cpu') return;
  if (target.device !== source.device) refuse(`is on ${source.device}: await cpu() first`);
  if (!source.isContiguous || source.dtype !== target.dtype)
    refuse(`is a view, or ${source.dtype} for ${target.dtype}, on ${source.device}: straighten it first`);
}
