import { describe, expect, it } from 'vitest';
import { importsOf } from './readTokens.ts';

describe('importsOf', () => {
  it('finds every way to import', () => {
    const source = `import 'a'; import b from "b"; import { c as d, e } from 'c'; import * as f from 'f'; import g, { h } from 'g';
      export * from 'i'; export { j } from 'j'; export * as k from 'k'; await import('l'); const m = () => import("m");`;
    expect(importsOf(source)).toEqual(['a', 'b', 'c', 'f', 'g', 'i', 'j', 'k', 'l', 'm']);
  });

  it('takes no text, comment, property or type for an import', () => {
    const source = `const a = "import('x')"; // import 'x'
      /* import 'x' */ const b = \`import 'x'\`; const c = { import: 'x' }; c.import('x'); import.meta.url;
      import type { D } from 'x'; type E = import('x').E; export const f = 'x'; export default 'x'; export { a }; const from = 'x';
      const g = /import 'x'/;`;
    expect(importsOf(source)).toEqual([]);
  });
});
