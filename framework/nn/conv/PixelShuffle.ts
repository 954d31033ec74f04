import { pixelShuffle } from '../../ops/index.ts';
import { check, signature } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = signature('PixelShuffle', { upscaleFactor: 'count' });

/**
 * Channels become places: larger images after a convolution with r² times the channels. x: [.., C·r², H, W] → [.., C, H·r, W·r].
 * Source: Shi et al. (2016).
 *
 * @example new Sequential(new Conv2d(16, 12, 3, { padding: 1 }), new PixelShuffle(2)) // [N, 16, H, W] → [N, 3, 2H, 2W]
 */
export class PixelShuffle extends Module {
  readonly upscaleFactor: number;

  constructor(upscaleFactor: number) {
    super();
    check(call, upscaleFactor);
    this.upscaleFactor = upscaleFactor;
  }

  forward(x: Tensor): Tensor {
    return pixelShuffle(x, this.upscaleFactor);
  }
}
