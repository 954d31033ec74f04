/** Maps laid in a row place by place, as frameworks do that keep channels last; a layer that reads such rows has its columns elsewhere. */
import { Module } from '../nn/Module.ts';
import { flatten } from '../ops/index.ts';
import { noGrad } from '../tensor/history.ts';
import type { Tensor } from '../tensor/Tensor.ts';

/** [N, C, H, W] → [N, H·W·C]: all channels of a place stand together. */
export class FlattenByPlace extends Module {
  forward(x: Tensor): Tensor {
    return flatten(x.permute([0, 2, 3, 1]), 1);
  }
}

/** The columns of a weight that reads rows channel by channel [out, C·H·W], put where a row place by place has them. */
export function orderedByPlace(weight: Tensor, channels: number, side: number): void {
  const moved = noGrad(() => weight.reshape([-1, channels, side, side]).permute([0, 2, 3, 1]).reshape(weight.shape));
  noGrad(() => weight.copyFrom_(moved.contiguous()));
}
