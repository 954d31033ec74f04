import { describe, expect, it } from 'vitest';
import { cellsIn, opsIn, pathsIn, runsShownIn } from './mentionedIn.ts';

describe('what a lesson says of the code', () => {
  it('finds files in components and in links, each once', () => {
    const body = [
      '<Source path="framework/ops/loss/mse.ts" />',
      "<CodeLines lines={[{ path: 'framework/ops/loss/mse.ts', has: 'x' }, { path: 'framework/kernels/reference/zip.ts' }]} />",
      'See [the rule](/source/optim/SGD/) and [a line](/source/ops/conv/conv2d/#L12), and [elsewhere](/reference/ops/).',
    ].join('\n');
    expect(pathsIn(body)).toEqual([
      'framework/ops/loss/mse.ts',
      'framework/kernels/reference/zip.ts',
      'framework/optim/SGD.ts',
      'framework/ops/conv/conv2d.ts',
    ]);
  });

  it('finds ops that are named in code or called, and no others', () => {
    const known = new Set(['unsqueeze', 'mse', 'max', 'add']);
    expect(opsIn('`mse` of `x.unsqueeze(1)`; `Math.max(0, x)`; add and `added` and `a.add`.', known)).toEqual([
      'mse',
      'unsqueeze',
    ]);
  });

  it('finds runs and cells whose code is shown', () => {
    const body =
      '<CodeAndKernel id="a" />\n<CodeAndKernel run="deep-stack" />\n<CellCode cell="lstm" exercise="lstm-step" />';
    expect(runsShownIn(body)).toEqual(['digits-cnn', 'deep-stack']);
    expect(cellsIn(body)).toEqual(['lstm']);
  });
});
