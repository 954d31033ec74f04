/**
 * Functions that work cell by cell: of one tensor (relu, tanh, sigmoid: what the cells of recurrent networks bend with) and of two (add, mul:
 * what their gates keep and let in, and how attention scales its scores).
 */
import { gradInput, gradOut, input, type OpLink, out, type TexPiece } from './OpLink.ts';

type Tex = OpLink['tex'];

const unary = (name: string, tex: Tex): OpLink => ({
  name,
  terms: [
    { sym: 'x', place: input(0) },
    { sym: 'out', place: out },
    { sym: 'dout', place: gradOut },
    { sym: 'dx', place: gradInput(0) },
  ],
  tex,
  lines: {
    [`framework/ops/unary/${name}.ts`]: [
      [`export const ${name}: Op`, 'out', 'x'],
      ['derivative:', 'dx', 'dout'],
    ],
    'framework/kernels/reference/map.ts': [['for (let i = 0, at = base!;', 'out', 'x']],
  },
});

const binary = (name: string, tex: Tex): OpLink => ({
  name,
  terms: [
    { sym: 'x', place: input(0) },
    { sym: 'W', place: input(1) },
    { sym: 'out', place: out },
    { sym: 'dout', place: gradOut },
    { sym: 'dx', place: gradInput(0) },
    { sym: 'dW', place: gradInput(1) },
  ],
  tex,
  lines: {
    [`framework/ops/binary/${name}.ts`]: [
      [`export const ${name}: Op`, 'out', 'x', 'W'],
      ['derivative:', 'dx', 'dW', 'dout'],
    ],
    'framework/kernels/reference/zip.ts': [['for (let i = 0; i < length; i++, atX += stepX!', 'out', 'x', 'W']],
  },
});

const slope: readonly TexPiece[] = [
  [String.raw`\bar{x}_i`, 'dx'],
  [String.raw`\bar{y}_i`, 'dout'],
];

export const relu: OpLink = unary('relu', {
  forward: [
    ['y_i', 'out'],
    ['x_i', 'x'],
  ],
  backward: [...slope, ['x_i > 0', 'x']],
});

const bent: Tex = {
  forward: [
    ['y_i', 'out'],
    ['x_i', 'x'],
  ],
  backward: [...slope, ['y_i', 'out']],
};
export const tanh: OpLink = unary('tanh', bent);
export const sigmoid: OpLink = unary('sigmoid', bent);

const pair = (backward: readonly TexPiece[] = []): Tex => ({
  forward: [
    ['y =', 'out'],
    ['a', 'x'],
    ['b', 'W'],
  ],
  backward: [[String.raw`\bar{a}`, 'dx'], [String.raw`\bar{b}`, 'dW'], [String.raw`\bar{y}`, 'dout'], ...backward],
});
export const add: OpLink = binary('add', pair());
export const mul: OpLink = binary(
  'mul',
  pair([
    [String.raw`\odot b`, 'W'],
    [String.raw`\odot a`, 'x'],
  ]),
);
