import { describe, expect, it } from 'vitest';
import { stripTypes } from './stripTypes.ts';

describe('stripTypes in the page', () => {
  it('removes types and keeps lines and imports', async () => {
    const source = "import 'node:fs';\nexport function f(a: number[][]): number {\n  return a[0]![0]!;\n}\n";
    const stripped = await stripTypes(source);
    expect(stripped.ok && stripped.code.split('\n').map((line) => line.replaceAll(' ', ''))).toEqual([
      "import'node:fs';",
      'exportfunctionf(a){',
      'returna[0][0];',
      '}',
      '',
    ]);
  });

  it('tells line and column of a mistake, counted from 1', async () => {
    expect(await stripTypes('const a = 1;\nconst b = ;\n')).toMatchObject({
      ok: false,
      diagnosis: { id: 'syntax', parameters: { line: 2, column: 11, message: 'Unexpected token' } },
    });
  });
});
