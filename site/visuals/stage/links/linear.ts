/** Weighted sums plus a bias. */
import { type OpLink, weighted } from './OpLink.ts';

export const linear: OpLink = {
  name: 'linear',
  terms: weighted(true),
  tex: {
    forward: [
      ['y_{io}', 'out'],
      ['x_{ik}', 'x'],
      ['W_{ok}', 'W'],
      ['b_o', 'b'],
    ],
    backward: [
      [String.raw`\bar{x}`, 'dx'],
      [String.raw`\bar{W}`, 'dW'],
      [String.raw`\bar{b}_o`, 'db'],
      [String.raw`\bar{y}_{io}`, 'dout'],
      [String.raw`\bar{y}^{\top}`, 'dout'],
      [String.raw`\bar{y}`, 'dout'],
      ['W', 'W'],
      ['x', 'x'],
    ],
  },
  lines: {
    'framework/ops/linalg/linear.ts': [
      ['if (inOneLoop === null) fused.linear(rows, weight, bias', 'out', 'x', 'W', 'b'],
      ['const rows = x.rank === 2 ? x', 'x'],
      ['const grad = options?.relu === true', 'dout'],
      ['x.requiresGrad ? grad.matmul(weight)', 'dx', 'dout', 'W'],
      ['weight.requiresGrad ? flatGrad.transpose().matmul(flatX)', 'dW', 'dout', 'x'],
      ['return bias === undefined ? gradients', 'db', 'dout'],
    ],
    'framework/kernels/reference/linear.ts': [
      ['const turned = asBatch(weight', 'W'],
      ['matmul(asBatch(x', 'out', 'x', 'W'],
      ['for (let j = 0; j < columns; j++) out[i * columns + j]! += bias', 'out', 'b'],
    ],
  },
};
