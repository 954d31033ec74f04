import { describe, expect, it } from 'vitest';
import { readingOrder } from './readingOrder.ts';

describe('readingOrder', () => {
  it('puts a file after everything it imports, across folders, and breaks ties by name', () => {
    const files = {
      'framework/ops/add.ts': "import type { T } from '../tensor/Tensor.ts';\nexport { x } from './define.ts';",
      'framework/ops/define.ts': '',
      'framework/tensor/Tensor.ts': "import { s } from './shape.ts';",
      'framework/tensor/shape.ts': '',
      'framework/ops/abs.ts': '',
    };
    expect(readingOrder(files)).toEqual([
      'framework/ops/abs.ts',
      'framework/tensor/shape.ts',
      'framework/tensor/Tensor.ts',
      'framework/ops/define.ts',
      'framework/ops/add.ts',
    ]);
  });

  it('takes the order of a door where imports leave a choice, and puts the door after what it lists', () => {
    const files = {
      'nn/Adam.ts': "import { Rule } from './Rule.ts';",
      'nn/Rule.ts': '',
      'nn/SGD.ts': "import { Rule } from './Rule.ts';",
      'nn/index.ts': "export { SGD } from './SGD.ts';\nexport { Adam } from './Adam.ts';",
    };
    expect(readingOrder(files)).toEqual(['nn/Rule.ts', 'nn/SGD.ts', 'nn/Adam.ts', 'nn/index.ts']);
  });

  it('follows a dynamic import, and ignores files it was not given', () => {
    const files = { 'a.ts': "await import('./b.ts'); import './elsewhere.ts'; import 'node:fs';", 'b.ts': '' };
    expect(readingOrder(files)).toEqual(['b.ts', 'a.ts']);
  });

  it('finds a file that is named without its ending, as AssemblyScript names it', () => {
    expect(readingOrder({ 'a.ts': "import { f } from './b';", 'b.ts': '' })).toEqual(['b.ts', 'a.ts']);
  });

  it('lists every file once even when two import each other', () => {
    expect(readingOrder({ 'a.ts': "import './b.ts'", 'b.ts': "import './a.ts'" })).toEqual(['b.ts', 'a.ts']);
  });
});
