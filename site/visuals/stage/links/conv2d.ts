/** A convolution: each cell is a weighted sum of the window under it. */
import { type OpLink, weighted } from './OpLink.ts';

export const conv2d: OpLink = {
  name: 'conv2d',
  terms: weighted(true),
  tex: {
    forward: [
      ['y_{n,o,i,j}', 'out'],
      ['b_o', 'b'],
      ['W_{o,c,u,v}', 'W'],
      [String.raw`x_{n,\,c,\,i+u,\,j+v}`, 'x'],
    ],
    backward: [
      [String.raw`\bar{W}_{o,c,u,v}`, 'dW'],
      [String.raw`\bar{y}_{n,o,i,j}`, 'dout'],
      [String.raw`\bar{y}_{n,o,p-u,q-v}`, 'dout'],
      ['x_{n,c,i+u,j+v}', 'x'],
      [String.raw`\bar{x}_{n,c,p,q}`, 'dx'],
      ['W_{o,c,u,v}', 'W'],
      [String.raw`\bar{b}_o`, 'db'],
    ],
  },
  lines: {
    'framework/ops/conv/conv2d.ts': [
      ['if (fused !== null && bias !== undefined) fused.conv2dBias(x, weight', 'out', 'x', 'W', 'b'],
      ['const grad = relu ? throughRelu', 'dout'],
      ['image.requiresGrad ? cropped(grad.conv2dInputGrad', 'dx', 'dout', 'W'],
      ['weight.requiresGrad ? grad.conv2dWeightGrad', 'dW', 'dout', 'x'],
      ['return bias === undefined ? gradients', 'db', 'dout'],
    ],
    'framework/kernels/reference/conv2d.ts': [
      ['weights[', 'W'],
      ['for (let to = y * outW + fromX', 'out', 'x', 'W'],
      ['out.set(plane', 'out'],
    ],
    'framework/kernels/reference/conv2dBias.ts': [
      ['conv2d(x, weight, window, outShape, out);', 'out', 'x', 'W'],
      ['const shift = bias.memory', 'b'],
      ['for (const end = to + outH * outW', 'out', 'b'],
    ],
  },
};
