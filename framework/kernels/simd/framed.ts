/** Images with their padding around them, so that no loop over windows needs a check at the edges. */
import type { Strided } from '../Kernels.ts';
import type { Wasm } from './engine.ts';
import { addressOf } from './stage.ts';

type Four = [number, number, number, number];

/** Images of which each window can be read without a check: as they are, or copied into a frame of zeros. */
export interface Framed {
  /** Elements from channel to channel and from row to row. */
  readonly channelStep: number;
  readonly rowStep: number;
  /** Bytes of the frame that `image` fills; 0 where it needs none. */
  readonly bytes: number;
  /** Address of an image's channel, ready to be read. Frames are filled at `to`, `count` channels from `skipped` on: all but for tasks. */
  readonly image: (
    n: number,
    firstChannel: number,
    loops: Wasm,
    to: number,
    skipped?: number,
    count?: number,
  ) => number;
}

/**
 * `channels` of each image [C, H, W] with `top` rows and `left` columns of zeros before it (negative: cropped), in a frame of
 * height × width.
 */
export function framed(x: Strided, channels: number, top: number, left: number, height: number, width: number): Framed {
  const [stepN, stepC, stepY, stepX] = x.strides as Four;
  const [, , rows, columns] = x.shape as Four;
  const at = addressOf(x);
  if (top <= 0 && left <= 0 && height - top <= rows && width - left <= columns && stepX === 1) {
    const corner = at - 4 * (top * stepY + left);
    return { channelStep: stepC, rowStep: stepY, bytes: 0, image: (n, c) => corner + 4 * (n * stepN + c * stepC) };
  }
  const plane = height * width;
  return {
    channelStep: plane,
    rowStep: width,
    bytes: (4 * channels * plane + 79) & ~63,
    image: (n, c, loops, to, skipped = 0, count = channels) => {
      const from = at + 4 * (n * stepN + (c + skipped) * stepC);
      const first = to + 4 * skipped * plane;
      loops.frame(from, count, rows, columns, stepC, stepY, stepX, top, left, height, width, first);
      return to;
    },
  };
}
