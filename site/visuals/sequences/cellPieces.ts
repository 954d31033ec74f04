/**
 * Where the code of a recurrent cell, or of attention, says what a term of its equation says: pieces of its TypeScript and of its kernels, and
 * the words in them. Pure; the site's build cuts the pieces out and stops where one is gone.
 */

/** A piece of a file, from the line that begins with one text to the next that begins with the other. */
export interface CodePiece {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Name of the kind of place, in site/i18n: TypeScript, the CPU's kernel, the GPU's. */
  readonly kind: 'typescript' | 'cpu' | 'gpu';
  /** Words of the piece, and the term of the equation that each stands for. */
  readonly terms: Readonly<Record<string, string>>;
}

const kernel = 'framework/kernels';
const cells = 'framework/nn/recurrent';

const lstmGates = { forget: 'f', input: 'i', candidate: 'g' };
const gruGates = { update: 'z', candidate: 'n', hidden: 'before' };

export const cellCode = {
  rnn: [
    {
      file: `${cells}/rnnStep.ts`,
      from: '  const fromHidden',
      to: '}',
      kind: 'typescript',
      terms: { fromInput: 'read', fromHidden: 'recall', hidden: 'before', tanh: 'h' },
    },
    {
      file: `${kernel}/reference/map.ts`,
      from: 'export const map:',
      to: '};',
      kind: 'cpu',
      terms: { out: 'h' },
    },
    {
      file: `${kernel}/webgpu/map.ts`,
      from: '  let x = ',
      to: '  y[i] = ',
      kind: 'gpu',
      terms: { y: 'h' },
    },
  ],
  lstm: [
    {
      file: `${cells}/lstmStep.ts`,
      from: "  const forget = inScope('forget'",
      to: '}',
      kind: 'typescript',
      terms: { ...lstmGates, memory: 'before', next: 'c', output: 'o' },
    },
    {
      file: `${kernel}/reference/lstmMemory.ts`,
      from: 'export const lstmMemory:',
      to: '};',
      kind: 'cpu',
      terms: { ...lstmGates, memory: 'before', out: 'c' },
    },
    {
      file: `${kernel}/webgpu/lstmMemory.ts`,
      from: '  let at = gates_at(i);',
      to: '  bent[i] = input;',
      kind: 'gpu',
      terms: { ...lstmGates, memory: 'before', next: 'c' },
    },
    {
      file: `${kernel}/webgpu/lstmMemory.ts`,
      from: '  let g = upstream[upstream_at(i)];',
      to: '  ${memoryGrad === null',
      kind: 'gpu',
      terms: { ...lstmGates, memory: 'before' },
    },
    {
      file: `${kernel}/webgpu/lstmHidden.ts`,
      from: '  let output = sigmoidOf',
      to: '  bent[i] = output;',
      kind: 'gpu',
      terms: { output: 'o', memory: 'c', shown: 'h' },
    },
  ],
  gru: [
    {
      file: `${cells}/gruStep.ts`,
      from: '  const update = inScope',
      to: '}',
      kind: 'typescript',
      terms: gruGates,
    },
    {
      file: `${kernel}/reference/gruHidden.ts`,
      from: "  map('sigmoid', zipped('add', updateX!",
      to: '};',
      kind: 'cpu',
      terms: { ...gruGates, out: 'h' },
    },
    {
      file: `${kernel}/webgpu/gruHidden.ts`,
      from: '  let reset = sigmoidOf',
      to: '  bent[i] = reset;',
      kind: 'gpu',
      terms: { ...gruGates, next: 'h' },
    },
  ],
  attention: [
    {
      file: 'framework/ops/linalg/attentionWeights.ts',
      from: "  const scores = inScope('scores'",
      to: '  const scaled',
      kind: 'typescript',
      terms: { scaled: 's' },
    },
    {
      file: 'framework/ops/linalg/scaledDotProductAttention.ts',
      from: "    return inScope('mixed'",
      to: "    return inScope('mixed'",
      kind: 'typescript',
      terms: { mixed: 'y', kept: 'a', value: 'v' },
    },
    {
      file: `${kernel}/reference/attention.ts`,
      from: '    let largest = Number.NEGATIVE_INFINITY;',
      to: '  });',
      kind: 'cpu',
      terms: { weights: 'a', value: 'v', out: 'y', sum: 'y' },
    },
    {
      file: `${kernel}/webgpu/softmax.ts`,
      from: '    y[row * p.length + k] = exponential(',
      to: '    y[row * p.length + k] = exponential(',
      kind: 'gpu',
      terms: { y: 'a', x: 's' },
    },
    {
      file: `${kernel}/webgpu/gemm.ts`,
      from: '  for (var k = part * p.chunk; k < end; k++)',
      to: '  for (var k = part * p.chunk; k < end; k++)',
      kind: 'gpu',
      terms: { leftAt: 'a', rightAt: 'v', sum: 'y' },
    },
  ],
} as const satisfies Readonly<Record<string, readonly CodePiece[]>>;

export type CellName = keyof typeof cellCode;

/** The lines of a piece; null where the file no longer has them. */
export function cutOut(text: string, { from, to }: Pick<CodePiece, 'from' | 'to'>): string | null {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.startsWith(from));
  const last = lines.findIndex((line, at) => at >= first && line.startsWith(to));
  if (first < 0 || last < 0) return null;
  const piece = lines.slice(first, last + 1);
  const indent = Math.min(...piece.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return piece.map((line) => line.slice(indent)).join('\n');
}
