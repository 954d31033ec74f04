/** A matrix product: each cell is a row times a column. */
import { type OpLink, weighted } from './OpLink.ts';

export const matmul: OpLink = {
  name: 'matmul',
  terms: weighted(false),
  tex: {
    forward: [
      ['y_{ij}', 'out'],
      ['a_{ik}', 'x'],
      ['b_{kj}', 'W'],
    ],
    backward: [
      [String.raw`\bar{a}`, 'dx'],
      [String.raw`\bar{b}`, 'dW'],
      [String.raw`\bar{y}`, 'dout'],
      [String.raw`b^{\top}`, 'W'],
      [String.raw`a^{\top}`, 'x'],
    ],
  },
  lines: {
    'framework/ops/linalg/matmul.ts': [
      ['kernels().matmul(batched(left, lead)', 'out'],
      ['const left = a.rank === 1 ? a.unsqueeze(0) : a;', 'x'],
      ['const right = b.rank === 1 ? b.unsqueeze(1) : b;', 'W'],
      ['const full = b.rank === 1', 'dout'],
      ['a.requiresGrad ? full.matmul(right.transpose())', 'dx', 'dout', 'W'],
      ['b.requiresGrad ? left.transpose().matmul(full)', 'dW', 'dout', 'x'],
    ],
    'framework/kernels/reference/matmul.ts': [
      ['const factor = left[baseA', 'x'],
      ['for (let j = 0; j < n; j++) row[j]! += factor', 'out', 'W', 'x'],
      ['out.set(row, (batch * m + i) * n);', 'out'],
    ],
  },
};
