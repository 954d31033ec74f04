/** The mean squared distance. */
import { gradInput, gradOut, input, type OpLink, out } from './OpLink.ts';

export const mse: OpLink = {
  name: 'mse',
  terms: [
    { sym: 'x', place: input(0) },
    { sym: 'y', place: input(1) },
    { sym: 'm', place: 'batch' },
    { sym: 'loss', place: out },
    { sym: 'dout', place: gradOut },
    { sym: 'dx', place: gradInput(0) },
    { sym: 'dy', place: gradInput(1) },
  ],
  tex: {
    forward: [
      ['L =', 'loss'],
      [String.raw`\frac{1}{n}`, 'm'],
      [String.raw`\hat{y}_i`, 'x'],
      ['y_i', 'y'],
    ],
    backward: [
      [String.raw`\bar{\hat{y}}_i`, 'dx'],
      [String.raw`\frac{2}{n}`, 'm'],
      [String.raw`\hat{y}_i`, 'x'],
      [String.raw`\bar{y}_i`, 'dy'],
      ['y_i', 'y'],
      [String.raw`\bar{L}`, 'dout'],
    ],
  },
  lines: {
    'framework/ops/loss/mse.ts': [
      ['loss: (prediction, target) => prediction.sub(target)', 'loss', 'x', 'y'],
      ['slope: (prediction, target) => prediction.sub(target)', 'dx', 'x', 'y'],
      ['targetSlope: (prediction, target)', 'dy', 'x', 'y'],
    ],
    'framework/ops/loss/loss.ts': [
      ['return losses.mean();', 'loss', 'm'],
      ['return (count === 1 ? grad : grad.div(count))', 'dout', 'm'],
    ],
    'framework/kernels/reference/zip.ts': [
      ['for (let i = 0; i < length; i++, atX += stepX!, atY += stepY!)', 'loss', 'x', 'y'],
    ],
  },
};
