/** `npm run new -- op SLUG`: an op of one number (its cube), differentiated, with examples, in its table of contents and its table of calls. */
import { camel, type Maker } from './Skeleton.ts';

export const op: Maker = (slug) => {
  const name = camel(slug);
  return {
    files: {
      [`framework/ops/unary/${name}.ts`]: `import { isFloat } from '../../tensor/dtype.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

/** Say what it is for, and where it comes from (Source: …). */
export const ${name}: Op<[x: Tensor]> = defineOp<[x: Tensor]>({
  name: '${name}',
  summary: 'Each number times itself, twice.',
  tex: {
    forward: String.raw\`y_i = x_i^3\`,
    backward: String.raw\`\\bar{x}_i = 3 x_i^2 \\, \\bar{y}_i\`,
  },
  // The loops it runs on. One of its own: a case in kernels/scalar.ts and its twins, then unaryOp as in unary/mish.ts.
  kernels: ['zip'],
  forward: (x) => {
    const number = isFloat(x.dtype) ? x : x.to('float32');
    return number.mul(number).mul(number);
  },
  backward: (grad, { inputs: [x] }) => [grad.mul(x.mul(x).mul(3))],
  examples: (g) => [[uniform(g, [2, 3], [-2, 2])], [uniform(g, [], [-1, 1])]],
});
`,
    },
    lines: [
      {
        path: 'framework/ops/list.ts',
        behind: "export { to } from './unary/to.ts';",
        line: `export { ${name} } from './unary/${name}.ts';`,
      },
      {
        path: 'framework/ops/signatures.ts',
        behind: "  exp: ['floats', unary],",
        line: `  ${name}: ['floats', unary],`,
      },
    ],
    next: [
      `Its gradient against a nudge: npx vitest run framework/tests/ops.test.ts -t ${name}`,
      'Truth from PyTorch: a case in framework/tests/golden/elementwise.py, then run framework/tests/golden/generate.py.',
      'Move its line in framework/ops/list.ts to where it should be read.',
    ],
  };
};
