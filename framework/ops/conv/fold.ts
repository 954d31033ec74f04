import { kernels } from '../../kernels/backend.ts';
import { tensor, zeros } from '../../tensor/create.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { outputSize, type Pair, pair, type WindowOptions, windowOf } from './window2d.ts';

type Args = [columns: Tensor, size: Pair, kernel: Pair, options?: WindowOptions];

/**
 * The reverse walk of unfold ("col2im"): every column is laid back where its window stood, and cells that several windows cover
 * add up. columns: [N, C·KH·KW, windows] → [N, C, size]. fold(unfold(x)) counts each cell as often as windows cover it.
 */
export const fold: Op<Args> = defineOp<Args>({
  name: 'fold',
  summary: 'Columns laid back as windows of an image; what overlaps adds up.',
  tex: {
    forward: String.raw`y_{c,p,q} = \sum_{i s + u = p,\; j s + v = q} x_{(c,u,v),\,(i,j)}`,
    backward: String.raw`\bar{x} = \operatorname{unfold}(\bar{y})`,
  },
  kernels: ['scatterAdd'],
  forward: (columns, imageSize, kernelSize, options = {}) => {
    const [height, width] = pair(imageSize);
    const kernel = pair(kernelSize);
    const window = windowOf(options, 1, 'fold');
    const [outH, outW] = outputSize([height, width], kernel, window, 'fold');
    checkColumns(columns, kernel, outH * outW, [height, width]);
    const n = columns.shape[0]!;
    const c = columns.shape[1]! / (kernel[0] * kernel[1]);
    const [padY, padX] = window.padding;
    const padded = [n, c, height + 2 * padY, width + 2 * padX];
    const cells = new Int32Array(kernel[0] * kernel[1] * outH * outW);
    let at = 0;
    for (let ky = 0; ky < kernel[0]; ky++) {
      for (let kx = 0; kx < kernel[1]; kx++) {
        for (let i = 0; i < outH * outW; i++) {
          const y = Math.floor(i / outW) * window.stride[0] + ky * window.dilation[0];
          const x = (i % outW) * window.stride[1] + kx * window.dilation[1];
          cells[at++] = y * padded[3]! + x; // in the padded image, whose rim is cut off below
        }
      }
    }
    const places = tensor(cells, { dtype: 'int32', shape: [1, 1, cells.length] });
    const flat = columns.reshape([n, c, places.size]);
    const image = zeros([n, c, padded[2]! * padded[3]!], { dtype: columns.dtype });
    kernels().scatterAdd(places.expand(flat.shape), flat, 2, image.shape, image.memory);
    return image
      .reshape(padded)
      .slice(2, padY, padY + height)
      .slice(3, padX, padX + width);
  },
  backward: (grad, { args: [, , kernel, options] }) => [grad.unfold(kernel, options)],
  examples: (g) => [
    [uniform(g, [2, 8, 6], [-1, 1]), [4, 3], 2],
    [uniform(g, [1, 12, 6], [-1, 1]), [5, 4], [3, 2], { stride: 2, padding: [1, 0] }],
    [uniform(g, [1, 4, 20], [-1, 1]), [5, 4], 2, { dilation: 2, padding: 1 }],
  ],
});

function checkColumns(
  columns: Tensor,
  kernel: readonly [number, number],
  windows: number,
  size: readonly [number, number],
): void {
  const cells = kernel[0] * kernel[1];
  if (columns.rank !== 3 || columns.shape[1]! % cells !== 0 || columns.shape[2] !== windows) {
    throw new ChalkgradError(
      `fold: columns ${shapeText(columns.shape)} do not make a ${size.join('×')} image from ${kernel.join('×')} windows`,
      `they must be [N, channels · ${cells}, ${windows}]: that many windows stand in the image.`,
    );
  }
}
