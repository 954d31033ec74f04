/** Scores become probabilities. */
import { gradInput, gradOut, input, type OpLink, out } from './OpLink.ts';

export const softmax: OpLink = {
  name: 'softmax',
  terms: [
    { sym: 'z', place: input(0) },
    { sym: 'p', place: out },
    { sym: 'dp', place: gradOut },
    { sym: 'dz', place: gradInput(0) },
  ],
  tex: {
    forward: [
      ['p_k', 'p'],
      ['z_k', 'z'],
      ['z_j', 'z'],
    ],
    backward: [
      [String.raw`\bar{z}_k`, 'dz'],
      [String.raw`\bar{p}_k`, 'dp'],
      [String.raw`\bar{p}_j`, 'dp'],
      ['p_k', 'p'],
      ['p_j', 'p'],
    ],
  },
  lines: {
    'framework/ops/reduction/softmax.ts': [
      ['const inOneLoop = alongRows(x, axis', 'p', 'z'],
      ['const powers = x.sub(x.max(', 'z'],
      ['return powers.div(powers.sum(', 'p', 'z'],
      ['alongRows(p, axis', 'dz', 'dp', 'p'],
      ['p.mul(grad.sub(grad.mul(p)', 'dz', 'dp', 'p'],
    ],
    'framework/kernels/reference/softmax.ts': [
      ['for (let i = row; i < row + n; i++) out[i] = Math.exp(values[i]! - largest) / total;', 'p', 'z'],
      ['for (let i = row; i < row + n; i++) total += Math.exp', 'z'],
      ['for (let i = row; i < row + n; i++) common += g[i]! * p[i]!;', 'dp', 'p'],
      ['for (let i = row; i < row + n; i++) out[i] = p[i]! * (g[i]! - common);', 'dz', 'dp', 'p'],
    ],
  },
};
