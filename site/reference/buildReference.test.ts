import { describe, expect, it } from 'vitest';
import { buildReference, undocumented } from './buildReference.ts';
import { signatureText } from './signatureText.ts';

const door = 'framework/index.ts';
const build = (files: Record<string, string>) => buildReference(files, door);

describe('buildReference', () => {
  it('follows every kind of export to the file that declares it', () => {
    const entries = build({
      [door]:
        "export * from './ops/index.ts';\nexport { add as plus, type Shape } from './ops/add.ts';\nexport const own = 1;",
      'framework/ops/index.ts': "export * as list from './list.ts';\nexport * from './list.ts';",
      'framework/ops/list.ts': "export { add } from './add.ts';",
      'framework/ops/add.ts':
        'export const add: Op<[a: Tensor, b: Tensor]> = make();\nexport type Shape = readonly number[];',
    });
    expect(entries.map(({ name, kind, path }) => `${name} ${kind} ${path}`)).toEqual([
      'list namespace framework/ops/index.ts',
      'add op framework/ops/add.ts',
      'plus op framework/ops/add.ts',
      'Shape type framework/ops/add.ts',
      'own constant framework/index.ts',
    ]);
  });

  it('refuses a name with two meanings and a name that is nowhere', () => {
    expect(() =>
      build({
        [door]: "export * from './a.ts';\nexport * from './b.ts';",
        'framework/a.ts': 'export const x = 1;',
        'framework/b.ts': 'export const x = 2;',
      }),
    ).toThrow('exports two things called x');
    expect(() => build({ [door]: "export { y } from './a.ts';", 'framework/a.ts': '' })).toThrow('has no y');
  });

  it('finds the arguments of an op in another file, and its method form', () => {
    const [entry] = build({
      [door]: "export { conv } from './conv.ts';",
      'framework/conv.ts': "import type { Args } from './window.ts';\nexport const conv: Op<Args> = make();",
      'framework/window.ts': 'export type Args = [x: Tensor, weight: Tensor, options?: WindowOptions];',
    });
    expect(entry?.signatures.map(signatureText)).toEqual([
      'conv(x: Tensor, weight: Tensor, options?: WindowOptions): Tensor',
    ]);
    expect(entry?.method).toBe('x.conv(weight, options)');
  });

  it('has no method form where no tensor comes first', () => {
    const entries = build({
      [door]:
        'export const concat: Op<[tensors: readonly Tensor[]]> = make();\nexport const einsum: Op<[equation: string, ...x: Tensor[]]> = make();',
    });
    expect(entries.map(({ method }) => method)).toEqual([null, null]);
  });

  it('puts options into the card of the one function that takes them, with what they inherit', () => {
    const entries = build({
      [door]: "export * from './Linear.ts';",
      'framework/Linear.ts': `import type { BaseOptions } from './base.ts';
        export interface LinearOptions extends Omit<BaseOptions, 'seed'> { /** Default yes. */ bias?: boolean; scale?: number }
        export class Linear { constructor(n: number, { bias = true, scale = 2 }: LinearOptions = {}) {} }`,
      'framework/base.ts': "export type Mode = 'a' | 'b';\nexport interface BaseOptions { seed?: number; mode?: Mode }",
    });
    expect(entries.map(({ name }) => name)).toEqual(['Linear']);
    const [group] = entries[0]!.options;
    expect(group).toMatchObject({ name: 'LinearOptions', isPublic: true });
    expect(group?.members.map((member) => [member.name, member.default])).toEqual([
      ['bias', null],
      ['scale', '2'],
      ['mode', null],
    ]);
    expect(entries[0]!.aliases.map(({ signature }) => signatureText(signature))).toEqual(["Mode = 'a' | 'b'"]);
  });

  it('gives options that several functions take a card of their own', () => {
    const entries = build({
      [door]:
        'export interface TOptions { a?: number }\nexport function f(o: TOptions): void {}\nexport function g(o: TOptions): void {}',
    });
    expect(entries.map(({ name }) => name)).toEqual(['TOptions', 'f', 'g']);
    expect(entries[1]?.options).toEqual([]);
  });

  it('lets a class without a constructor be made like its parent, and adds members from other rooms', () => {
    const entries = build({
      [door]: "export { A } from './A.ts';\nexport { B } from './B.ts';",
      'framework/A.ts': 'export class A { constructor(n: number) {} }',
      'framework/B.ts':
        "import { A } from './A.ts';\nexport class B extends A {}\ndeclare module './A.ts' { interface A { back(): void } }",
    });
    expect(entries.map(({ signatures }) => signatures.map(signatureText))).toEqual([
      ['new A(n: number)'],
      ['new B(n: number)'],
    ]);
    expect(entries[0]?.members.map(({ name }) => name)).toEqual(['back']);
  });

  it('takes the words of the file for the export the file is called after', () => {
    const [entry] = build({
      [door]: "export { Adam } from './optim/Adam.ts';",
      'framework/optim/Adam.ts': '/** Steps by the mean. */\n\nexport class Adam {}',
    });
    expect(entry?.doc.prose).toEqual(['Steps by the mean.']);
  });
});

describe('undocumented', () => {
  it('names what nobody explained, and accepts the summary of an op and the fields of a type', () => {
    const entries = build({
      [door]: `export const one = 1;
        export const relu: Op<[x: Tensor]> = make();
        export interface Told { /** Yes. */ a: number }
        export interface Silent { a: number }
        /** Two. */
        export const two = 2;`,
    });
    expect(undocumented(entries, new Map([['relu', 'The larger of x and 0.']]))).toEqual([
      'one (framework/index.ts)',
      'Silent (framework/index.ts)',
    ]);
    expect(undocumented(entries, new Map())).toContain('relu (framework/index.ts)');
  });
});
