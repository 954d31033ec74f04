/** What a linear layer or a convolution writes, cut off at 0 in place. */
import type { DataBuffer } from '../../tensor/dtype.ts';
import { unary } from '../scalar.ts';

export function cutOff(out: DataBuffer): void {
  for (let i = 0; i < out.length; i++) out[i] = unary.relu(out[i]!);
}
