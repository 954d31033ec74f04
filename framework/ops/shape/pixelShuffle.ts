import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { composeOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

type Args = [x: Tensor, upscaleFactor: number];

/**
 * Channels become places: every r² channels are laid out as a square of r × r cells. x: [.., C·r², H, W] → [.., C, H·r, W·r].
 * Source: Shi et al., "Real-time single image and video super-resolution" (2016), equation 4.
 *
 * @example maps.pixelShuffle(2) // [N, 12, 16, 16] → [N, 3, 32, 32]
 */
export const pixelShuffle: Op<Args> = composeOp<Args>({
  name: 'pixelShuffle',
  summary: 'Channels become places: every r² channels are laid out as a square of cells.',
  tex: {
    forward: String.raw`y_{c,\, r h + i,\, r w + j} = x_{c r^2 + i r + j,\, h,\, w}`,
    backward: String.raw`\bar{x}_{c r^2 + i r + j,\, h,\, w} = \bar{y}_{c,\, r h + i,\, r w + j}`,
  },
  kernels: ['copy'],
  forward: (x, r) => {
    const channels = x.shape.at(-3) ?? 0;
    if (x.rank < 3 || !Number.isInteger(r) || r < 1 || channels % (r * r) !== 0) {
      throw new ChalkgradError(
        `pixelShuffle: the channels of ${shapeText(x.shape)} do not make squares of ${r} × ${r} cells`,
        'input is [.., C·r², H, W] with a whole number r.',
      );
    }
    const lead = x.shape.slice(0, -3);
    const [h, w] = [x.shape.at(-2)!, x.shape.at(-1)!];
    const c = channels / (r * r);
    const at = lead.length; // of the channels
    const cells = x.reshape([...lead, c, r, r, h, w]);
    const rowsAndColumns = cells.permute([...lead.keys(), at, at + 3, at + 1, at + 4, at + 2]); // [.., c, h, r, w, r]
    return rowsAndColumns.reshape([...lead, c, h * r, w * r]);
  },
  examples: (g) => [
    [uniform(g, [2, 4, 2, 3], [-1, 1]), 2],
    [uniform(g, [9, 1, 2], [-1, 1]), 3],
  ],
});
