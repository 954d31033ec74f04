/** The mean surprise at the right classes. */
import { gradInput, gradOut, input, type OpLink, out } from './OpLink.ts';

export const crossEntropy: OpLink = {
  name: 'crossEntropy',
  terms: [
    { sym: 'z', place: input(0) },
    { sym: 'p', place: 'probabilities' },
    { sym: 'y', place: 'targets' },
    { sym: 'm', place: 'batch' },
    { sym: 'loss', place: out },
    { sym: 'dout', place: gradOut },
    { sym: 'dz', place: gradInput(0) },
  ],
  tex: {
    forward: [
      ['L =', 'loss'],
      [String.raw`\frac{1}{m}`, 'm'],
      [String.raw`p_{i,\,y_i}`, 'p'],
      ['p_{ik}', 'p'],
      ['z_{ik}', 'z'],
      ['z_{ij}', 'z'],
    ],
    backward: [
      [String.raw`\bar{z}_{ik}`, 'dz'],
      [String.raw`\frac{1}{m}`, 'm'],
      ['p_{ik}', 'p'],
      ['[k = y_i]', 'y'],
      [String.raw`\bar{L}`, 'dout'],
    ],
  },
  lines: {
    'framework/ops/loss/crossEntropy.ts': [
      ['const right = classTargets(', 'y'],
      ['const probabilities = emptyTensor(', 'p'],
      ['runLoop(right, fused, logits, targets', 'p', 'z', 'y'],
      ["const output = reduceClassLoss('crossEntropy', countedOnly", 'loss', 'm'],
      ['const each = countedOnly(right', 'dout', 'm'],
      ['fusedKernels()!.crossEntropyGrad(probabilities', 'dz', 'p', 'y', 'dout'],
    ],
    'framework/kernels/reference/crossEntropy.ts': [
      ['softmax(logits, probabilities);', 'p', 'z'],
      ['for (let i = 0; i < n; i++) total += Math.exp', 'z'],
      ['losses[row] = Math.log(total)', 'loss', 'z', 'y'],
      ['out[i] = (p[i]! - Number(right[row] === i % n)) * g[row]!;', 'dz', 'p', 'y', 'dout'],
    ],
  },
};
