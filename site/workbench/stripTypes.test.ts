import { describe, expect, it } from 'vitest';
import { stripTypes } from './stripTypes.ts';

describe('stripTypes in the page', () => {
  it('removes types and keeps lines and imports', () => {
    const source = "import 'node:fs';\nexport function f(a: number[][]): number {\n  return a[0]![0]!;\n}\n";
    const stripped = stripTypes(source);
    expect(stripped.ok && stripped.code.split('\n').map((line) => line.replaceAll(' ', ''))).toEqual([
      "import'node:fs';",
      'exportfunctionf(a){',
      'returna[0][0];',
      '}',
      '',
    ]);
  });

  it('tells line and column of a mistake, counted from 1', () => {
    expect(stripTypes('const a = 1;\nconst b = ;\n')).toMatchObject({
      ok: false,
      diagnosis: { id: 'syntax', parameters: { line: 2, column: 11, message: 'Unexpected token' } },
    });
  });

  it('refuses TypeScript that is more than types, as the terminal does, and only that', () => {
    const refused: Readonly<Record<string, [line: number, column: number]>> = {
      'const a = 1;\nenum Kind { A }': [2, 1],
      'export const enum Kind { A }': [1, 14],
      'namespace Kind { export const a = 1; }': [1, 1],
      'class Kind {\n  constructor(a: number, readonly b = 1) {}\n}': [2, 26],
    };
    for (const [source, [line, column]] of Object.entries(refused))
      expect(stripTypes(source), source).toMatchObject({ ok: false, diagnosis: { id: 'not-erasable', parameters: { line, column } } }); // biome-ignore format: one line reads better
    const fine = [
      'const a = { enum: 1 }.enum;',
      "const s = 'enum Kind {}'; // namespace Kind {}",
      'class Kind { readonly a = 1; constructor(a: number) { const f = (readonly: number) => readonly; f(a); } }',
      'const module = 1;\n{ module; }',
    ];
    for (const source of fine) expect(stripTypes(source), source).toMatchObject({ ok: true });
  });

  it('answers a text made for it with a place', () => {
    const source = `const fine = 1;\nconst a = ${'('.repeat(100_000)}1${')'.repeat(100_000)};`;
    expect(stripTypes(source)).toMatchObject({
      ok: false,
      diagnosis: { id: 'too-nested', parameters: { line: 2, column: 10 + 100_000 } },
    });
    expect(stripTypes('const a: number = 1;').ok).toBe(true);
  });
});
