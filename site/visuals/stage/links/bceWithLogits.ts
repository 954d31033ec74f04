/** The mean surprise at yes-or-no answers. */
import { gradInput, gradOut, input, type OpLink, out } from './OpLink.ts';

export const bceWithLogits: OpLink = {
  name: 'bceWithLogits',
  terms: [
    { sym: 'z', place: input(0) },
    { sym: 'y', place: input(1) },
    { sym: 'm', place: 'batch' },
    { sym: 'loss', place: out },
    { sym: 'dout', place: gradOut },
    { sym: 'dz', place: gradInput(0) },
  ],
  tex: {
    forward: [
      ['L =', 'loss'],
      [String.raw`\frac{1}{n}`, 'm'],
      ['t_i', 'y'],
      ['z_i', 'z'],
    ],
    backward: [
      [String.raw`\bar{z}_i`, 'dz'],
      [String.raw`\frac{1}{n}`, 'm'],
      ['t_i', 'y'],
      ['z_i', 'z'],
      [String.raw`\bar{L}`, 'dout'],
    ],
  },
  lines: {
    'framework/ops/loss/bceWithLogits.ts': [
      ['.add(timesImportance(z.neg().softplus()', 'loss', 'z', 'y'],
      ['slope: (z, t, options)', 'dz', 'z', 'y'],
    ],
    'framework/ops/loss/loss.ts': [
      ['return losses.mean();', 'loss', 'm'],
      ['return (count === 1 ? grad : grad.div(count))', 'dout', 'm'],
    ],
    'framework/kernels/reference/map.ts': [['for (let i = 0, at = base!;', 'loss', 'z']],
  },
};
