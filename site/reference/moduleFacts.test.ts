import { describe, expect, it } from 'vitest';
import { moduleFacts } from './moduleFacts.ts';
import { signatureText } from './signatureText.ts';

const declared = (text: string, name: string) => {
  const declaration = moduleFacts('framework/a.ts', text).declarations.get(name);
  if (declaration === undefined) throw new Error(`no ${name}`);
  return declaration;
};
const written = (text: string, name: string): string[] => declared(text, name).signatures.map(signatureText);

describe('moduleFacts', () => {
  it('writes functions and arrows alike, with types and defaults as they stand', () => {
    expect(written('export function f<T>(a: T, b = 1, ...rest: number[]): T { return a; }', 'f')).toEqual([
      'f<T>(a: T, b = 1, ...rest: number[]): T',
    ]);
    expect(written('export const g = (x: Tensor,\n  y?: number): Tensor => x;', 'g')).toEqual([
      'g(x: Tensor, y?: number): Tensor',
    ]);
    expect(written('export async function* h(): AsyncGenerator<number> {}', 'h')).toEqual([
      'async h(): AsyncGenerator<number>',
    ]);
  });

  it('names a destructured parameter and keeps its defaults', () => {
    const text = 'export class L extends M { constructor(n: number, { bias = true, g }: LOptions = {}) { super(); } }';
    expect(written(text, 'L')).toEqual(['new L(n: number, options: LOptions = {})']);
    expect(declared(text, 'L')).toMatchObject({
      defaults: { bias: 'true' },
      heritage: ['M'],
      header: 'class L extends M',
    });
  });

  it('shows the overloads of a function and not what implements them', () => {
    const text =
      '/** Doc. */\nexport function f(a: number): number;\nexport function f(a: string): string;\nexport function f(a: unknown): unknown { return a; }';
    expect(written(text, 'f')).toEqual(['f(a: number): number', 'f(a: string): string']);
    expect(declared(text, 'f').doc.prose).toEqual(['Doc.']);
  });

  it('takes the documentation right above, and leaves a comment apart to the file', () => {
    const text = '/**\n * The file.\n */\n\n/** One. */\nexport const one: number = 1;\nexport const two = 2;\n';
    expect(moduleFacts('a.ts', text).header.prose).toEqual(['The file.']);
    expect(declared(text, 'one')).toMatchObject({ doc: { prose: ['One.'] }, line: 6 });
    expect(declared(text, 'two').doc.prose).toEqual([]);
    expect(declared('/** The file. */\n\nexport const a = 1;', 'a').doc.prose).toEqual([]);
    expect(written(text, 'two')).toEqual(['two = 2']);
  });

  it('reads an op with its arguments in place or under a name', () => {
    expect(declared('export const relu: Op<[x: Tensor]> = make();', 'relu').op).toEqual({
      args: ['x: Tensor'],
      result: 'Tensor',
    });
    const text = 'type Args = [x: Tensor, bias?: Tensor | undefined];\nexport const sort: Op<Args, Sorted> = make();';
    expect(declared(text, 'sort').op).toEqual({ args: 'Args', result: 'Sorted' });
    expect(moduleFacts('a.ts', text).tuples.get('Args')).toEqual(['x: Tensor', 'bias?: Tensor']);
  });

  it('lists public members with what is said above them or beside them', () => {
    const text = `export class A {
      /** The rate. */
      readonly lr: number = 1;
      weight: Parameter; // [out, in]
      #secret = 1;
      private hidden = 2;
      protected half(): void {}
      constructor() {}
      get size(): number { return 1; }
      /** Steps. */
      static async step(n?: number): Promise<void> {}
    }`;
    const { members } = declared(text, 'A');
    expect(members.map(({ signature, doc }) => [signatureText(signature), doc.prose.join(' ')])).toEqual([
      ['readonly lr: number', 'The rate.'],
      ['weight: Parameter', '[out, in]'],
      ['size: number', ''],
      ['async static step(n?: number): Promise<void>', 'Steps.'],
    ]);
  });

  it('reads what comes in, what goes out, and what is added to another file', () => {
    const facts = moduleFacts(
      'framework/a.ts',
      "import { type B, c as d } from './b.ts';\nexport * from './x.ts';\n/** All. */\nexport * as list from './y.ts';\nexport { d as e };\ndeclare module './T.ts' { interface T { back(n: number): void } }",
    );
    expect(facts.imports.get('d')).toEqual({ specifier: './b.ts', name: 'c' });
    expect(facts.exports.map((fact) => fact.kind)).toEqual(['all', 'namespace', 'name']);
    expect(facts.exports[1]).toMatchObject({ exported: 'list', doc: { prose: ['All.'] } });
    expect(facts.augmentations[0]).toMatchObject({ specifier: './T.ts', name: 'T', members: [{ name: 'back' }] });
  });

  it('refuses what is not TypeScript, and says which file', () => {
    expect(() => moduleFacts('framework/a.ts', 'export const = 1')).toThrow('framework/a.ts cannot be read');
  });
});
