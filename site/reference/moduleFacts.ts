/**
 * Reads one TypeScript file and says what it declares and exports: signatures with their types as written, members, and the
 * documentation comment above each. It checks no types and follows no import: `buildReference` joins the files. The parser is the one
 * inside Vite (https://vite.dev: `parseSync`), so that comments and strings are never mistaken for code.
 */
import { type ESTree, parseSync } from 'vite';
import { type Doc, readDoc } from './readDoc.ts';

export interface Signature {
  /** Up to the parameters: 'async fit', 'new Linear', 'grad<T>'. Without parameters, all of it: 'runs: readonly Run[]'. */
  readonly head: string;
  /** Each as written: 'axis?: number'. null for what is not called. */
  readonly params: readonly string[] | null;
  /** The result: ': Tensor'. */
  readonly tail: string;
}

export interface Member {
  readonly name: string;
  readonly signature: Signature;
  readonly doc: Doc;
}

export type DeclarationKind = 'op' | 'function' | 'class' | 'interface' | 'type' | 'constant';

export interface Declaration {
  readonly name: string;
  readonly kind: DeclarationKind;
  /** One, or one for each overload. Empty for a class without a constructor of its own, and for an op whose arguments have a name. */
  readonly signatures: readonly Signature[];
  readonly doc: Doc;
  /** Line of its name in the file, counted from 1. */
  readonly line: number;
  /** Public members of a class or an interface. */
  readonly members: readonly Member[];
  /** What it extends, by name. */
  readonly heritage: readonly string[];
  /** What stands between its name and its body: 'class Linear extends Module'. */
  readonly header: string;
  /** For an op: its arguments as written or the name of the tuple type they stand in, and its result. */
  readonly op: { readonly args: readonly string[] | string; readonly result: string } | null;
  /** Defaults that stand in a destructured parameter: { bias: 'true' }. */
  readonly defaults: Readonly<Record<string, string>>;
}

export interface ImportFact {
  readonly specifier: string;
  /** Its name over there. */
  readonly name: string;
}

export type ExportFact =
  | { readonly kind: 'name'; readonly exported: string; readonly local: string; readonly from: string | null }
  | { readonly kind: 'all'; readonly from: string }
  | {
      readonly kind: 'namespace';
      readonly exported: string;
      readonly from: string;
      readonly line: number;
      readonly doc: Doc;
    };

export interface Augmentation {
  readonly specifier: string;
  readonly name: string;
  readonly members: readonly Member[];
}

export interface ModuleFacts {
  /** The comment the file opens with, about all of it. */
  readonly header: Doc;
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** Tuple types by name, each element as written. */
  readonly tuples: ReadonlyMap<string, readonly string[]>;
  readonly imports: ReadonlyMap<string, ImportFact>;
  readonly exports: readonly ExportFact[];
  /** `declare module '…' { interface Tensor { … } }`: members that another room adds. */
  readonly augmentations: readonly Augmentation[];
}

/**
 * Errors: the parser's own when `text` is not valid TypeScript.
 *
 * @example moduleFacts('a.ts', '/** Two. *\/ export const two = 2;').declarations.get('two')?.doc.prose // ['Two.']
 */
export function moduleFacts(path: string, text: string): ModuleFacts {
  const { program, errors } = parseSync(path, text);
  if (errors[0] !== undefined) throw new Error(`${path} cannot be read: ${errors[0].message}`);
  const reader = new Reader(text);
  for (const statement of program.body) reader.readStatement(statement);
  return reader.facts;
}

type Named = { readonly start: number; readonly end: number };
type Statement = ESTree.Program['body'][number];
type Keyed = Extract<ESTree.ClassElement, { key: unknown }> | ESTree.TSPropertySignature | ESTree.TSMethodSignature;

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
/** `axis?: number | undefined` says nothing more to a reader than `axis?: number`. */
const plainOptional = (text: string): string => text.replace(/^(\w+\?: .*) \| undefined$/, '$1');
const nameOfExport = (name: ESTree.ModuleExportName): string => (name.type === 'Literal' ? name.value : name.name);

class Reader {
  readonly #text: string;
  readonly #declarations = new Map<string, Declaration>();
  readonly #tuples = new Map<string, readonly string[]>();
  readonly #imports = new Map<string, ImportFact>();
  readonly #exports: ExportFact[] = [];
  readonly #augmentations: Augmentation[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  get facts(): ModuleFacts {
    return {
      header: readDoc(/^\s*(\/\*\*[\s\S]*?\*\/)/.exec(this.#text)?.[1] ?? ''),
      declarations: this.#declarations,
      tuples: this.#tuples,
      imports: this.#imports,
      exports: this.#exports,
      augmentations: this.#augmentations,
    };
  }

  readStatement(statement: Statement): void {
    if (statement.type === 'ImportDeclaration') this.#readImport(statement);
    else if (statement.type === 'ExportAllDeclaration') this.#readExportAll(statement);
    else if (statement.type === 'ExportNamedDeclaration') this.#readExport(statement);
    else if (statement.type === 'TSModuleDeclaration') this.#readAugmentation(statement);
    else this.#readDeclaration(statement, statement.start);
  }

  #slice({ start, end }: Named): string {
    return oneLine(this.#text.slice(start, end));
  }

  #lineOf(start: number): number {
    return this.#text.slice(0, start).split('\n').length;
  }

  /** The comment right above; an empty line between them means that it belongs to the file. */
  #docAbove(start: number): Doc {
    const before = this.#text.slice(0, start);
    const trimmed = before.trimEnd();
    const apart = before.slice(trimmed.length).split('\n').length > 2;
    if (apart || !trimmed.endsWith('*/')) return readDoc('');
    const open = trimmed.lastIndexOf('/*');
    return readDoc(trimmed.startsWith('/**', open) ? trimmed.slice(open) : '');
  }

  /** The comment above a member, or the one that ends its line: `weight: Parameter; // [out, in]`. */
  #docOfMember({ start, end }: Named): Doc {
    const doc = this.#docAbove(start);
    const beside = /^[;,]?[ \t]*\/\/ (.*)/.exec(this.#text.slice(end))?.[1];
    return beside === undefined ? doc : { ...doc, prose: [...doc.prose, beside] };
  }

  #readImport(statement: ESTree.ImportDeclaration): void {
    for (const specifier of statement.specifiers) {
      if (specifier.type !== 'ImportSpecifier') continue;
      this.#imports.set(specifier.local.name, {
        specifier: statement.source.value,
        name: nameOfExport(specifier.imported),
      });
    }
  }

  #readExportAll({ start, source, exported }: ESTree.ExportAllDeclaration): void {
    if (exported === null) {
      this.#exports.push({ kind: 'all', from: source.value });
      return;
    }
    const place = { line: this.#lineOf(start), doc: this.#docAbove(start) };
    this.#exports.push({ kind: 'namespace', exported: nameOfExport(exported), from: source.value, ...place });
  }

  #readExport(statement: ESTree.ExportNamedDeclaration): void {
    const from = statement.source?.value ?? null;
    for (const { local, exported } of statement.specifiers) {
      this.#exports.push({ kind: 'name', exported: nameOfExport(exported), local: nameOfExport(local), from });
    }
    if (statement.declaration === null) return;
    for (const name of this.#readDeclaration(statement.declaration, statement.start)) {
      this.#exports.push({ kind: 'name', exported: name, local: name, from: null });
    }
  }

  /** → the names it declared. `start` is where its documentation ends: at the word `export` when there is one. */
  #readDeclaration(statement: Statement | ESTree.Declaration, start: number): string[] {
    switch (statement.type) {
      case 'FunctionDeclaration':
      case 'TSDeclareFunction':
        return this.#readFunction(statement, start);
      case 'ClassDeclaration':
        return this.#readClass(statement, start);
      case 'TSInterfaceDeclaration':
        return this.#readInterface(statement, start);
      case 'TSTypeAliasDeclaration':
        return this.#readAlias(statement, start);
      case 'VariableDeclaration':
        return statement.declarations.flatMap((declarator) => this.#readVariable(declarator, start));
      default:
        return [];
    }
  }

  #declare(declaration: Pick<Declaration, 'name' | 'kind'> & Partial<Declaration>, start: number): string[] {
    const empty = { signatures: [], members: [], heritage: [], header: '', op: null, defaults: {} };
    const place = { doc: this.#docAbove(start), line: this.#lineOf(start) };
    this.#declarations.set(declaration.name, { ...empty, ...place, ...declaration });
    return [declaration.name];
  }

  #readFunction(declared: ESTree.Function, start: number): string[] {
    const name = declared.id?.name;
    if (name === undefined) return [];
    const before = this.#declarations.get(name);
    // Overloads come first; what implements them is nobody's business.
    if (before !== undefined && declared.body !== null) return [];
    const signature = this.#signatureOf(declared.async ? `async ${name}` : name, declared);
    const signatures = [...(before?.signatures ?? []), signature];
    const kept = before === undefined ? {} : { doc: before.doc, line: before.line };
    return this.#declare({ name, kind: 'function', signatures, defaults: this.#defaultsOf(declared), ...kept }, start);
  }

  #readVariable({ id, init }: ESTree.VariableDeclarator, start: number): string[] {
    if (id.type !== 'Identifier') return [];
    const { name } = id;
    const type = id.typeAnnotation?.typeAnnotation;
    if (type?.type === 'TSTypeReference' && this.#slice(type.typeName) === 'Op') {
      return this.#declare({ name, kind: 'op', op: this.#opOf(type) }, start);
    }
    if (type === undefined && (init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression')) {
      const signatures = [this.#signatureOf(name, init)];
      return this.#declare({ name, kind: 'function', signatures, defaults: this.#defaultsOf(init) }, start);
    }
    const value = init?.type === 'Literal' ? ` = ${this.#slice(init)}` : '';
    const head = type === undefined ? `${name}${value}` : `${name}: ${this.#slice(type)}`;
    return this.#declare({ name, kind: 'constant', signatures: [{ head, params: null, tail: '' }] }, start);
  }

  #opOf({ typeArguments }: ESTree.TSTypeReference): NonNullable<Declaration['op']> {
    const [args, result] = typeArguments?.params ?? [];
    const given = args?.type === 'TSTupleType' ? this.#elementsOf(args) : args === undefined ? [] : this.#slice(args);
    return { args: given, result: result === undefined ? 'Tensor' : this.#slice(result) };
  }

  #elementsOf({ elementTypes }: ESTree.TSTupleType): string[] {
    return elementTypes.map((element) => plainOptional(this.#slice(element)));
  }

  #readAlias(alias: ESTree.TSTypeAliasDeclaration, start: number): string[] {
    const { name } = alias.id;
    if (alias.typeAnnotation.type === 'TSTupleType') this.#tuples.set(name, this.#elementsOf(alias.typeAnnotation));
    const head = this.#text.slice(alias.start, alias.end).replace(/;$/, '');
    return this.#declare({ name, kind: 'type', signatures: [{ head, params: null, tail: '' }] }, start);
  }

  #readInterface(declared: ESTree.TSInterfaceDeclaration, start: number): string[] {
    const heritage = declared.extends.map((parent) => this.#slice(parent));
    const members = this.#membersOf(declared.body.body);
    const header = this.#slice({ start: declared.start, end: declared.body.start });
    return this.#declare({ name: declared.id.name, kind: 'interface', members, heritage, header }, start);
  }

  #readClass(declared: ESTree.Class, start: number): string[] {
    const name = declared.id?.name;
    if (name === undefined) return [];
    const constructors = declared.body.body.filter((element) => isConstructor(element));
    const overloads = constructors.filter(({ value }) => value.body === null);
    const shown = overloads.length > 0 ? overloads : constructors;
    const [first] = constructors;
    return this.#declare(
      {
        name,
        kind: 'class',
        signatures: shown.map(({ value }) => this.#signatureOf(`new ${name}`, value)),
        members: this.#membersOf(declared.body.body),
        heritage: declared.superClass === null ? [] : [this.#slice(declared.superClass)],
        header: this.#slice({ start: declared.start, end: declared.body.start }),
        defaults: first === undefined ? {} : this.#defaultsOf(first.value),
      },
      start,
    );
  }

  #membersOf(elements: readonly (ESTree.ClassElement | ESTree.TSSignature)[]): Member[] {
    const members = new Map<string, Member>();
    for (const element of elements) {
      if (!('key' in element) || !isPublic(element)) continue;
      const name = this.#slice(element.key);
      // A getter and its setter, or overloads, are one member: the first says what it is.
      if (!members.has(name)) members.set(name, this.#memberOf(name, element));
    }
    return [...members.values()];
  }

  #memberOf(name: string, element: Keyed): Member {
    const doc = this.#docOfMember(element);
    const prefix = `${element.static ? 'static ' : ''}${'readonly' in element && element.readonly ? 'readonly ' : ''}`;
    if (element.type === 'TSMethodSignature') {
      return { name, signature: this.#signatureOf(prefix + name, element), doc };
    }
    if ('value' in element && element.value !== null && 'params' in element.value && 'kind' in element) {
      const { kind, value } = element;
      if (kind === 'method')
        return { name, signature: this.#signatureOf(this.#methodHead(prefix + name, value), value), doc };
      return { name, signature: { head: `${prefix}${name}`, params: null, tail: this.#typeOf(value.returnType) }, doc };
    }
    const optional = 'optional' in element && element.optional ? '?' : '';
    const type = 'typeAnnotation' in element ? this.#typeOf(element.typeAnnotation) : '';
    const tail = optional === '' ? type : type.replace(/ \| undefined$/, '');
    return { name, signature: { head: `${prefix}${name}${optional}`, params: null, tail }, doc };
  }

  #methodHead(name: string, { async, generator }: ESTree.Function): string {
    return `${async ? 'async ' : ''}${generator ? '*' : ''}${name}`;
  }

  #typeOf(annotation: ESTree.TSTypeAnnotation | null | undefined): string {
    return annotation == null ? '' : `: ${this.#slice(annotation.typeAnnotation)}`;
  }

  #signatureOf(head: string, called: Pick<ESTree.Function, 'params' | 'returnType' | 'typeParameters'>): Signature {
    const generics = called.typeParameters == null ? '' : this.#slice(called.typeParameters);
    return {
      head: `${head}${generics}`,
      params: called.params.map((param) => plainOptional(this.#paramOf(param))),
      tail: this.#typeOf(called.returnType),
    };
  }

  /** A destructured parameter is shown by the name a caller would give it: `options: LinearOptions = {}`. */
  #paramOf(param: ESTree.ParamPattern): string {
    if (param.type === 'AssignmentPattern' && param.left.type === 'ObjectPattern') {
      return `${nameOfPattern(this.#typeOf(param.left.typeAnnotation))} = ${this.#slice(param.right)}`;
    }
    if (param.type === 'ObjectPattern') return nameOfPattern(this.#typeOf(param.typeAnnotation));
    return this.#slice(param);
  }

  #defaultsOf({ params }: Pick<ESTree.Function, 'params'>): Record<string, string> {
    const patterns = params.map((param) => (param.type === 'AssignmentPattern' ? param.left : param));
    const properties = patterns.flatMap((pattern) => (pattern.type === 'ObjectPattern' ? pattern.properties : []));
    return Object.fromEntries(
      properties.flatMap((property) =>
        property.type === 'Property' && property.value.type === 'AssignmentPattern'
          ? [[this.#slice(property.key), this.#slice(property.value.right)]]
          : [],
      ),
    );
  }

  #readAugmentation({ id, body }: ESTree.TSModuleDeclaration | ESTree.TSGlobalDeclaration): void {
    if (id.type !== 'Literal' || body == null) return;
    for (const statement of body.body) {
      if (statement.type !== 'TSInterfaceDeclaration') continue;
      const members = this.#membersOf(statement.body.body);
      if (members.length > 0) this.#augmentations.push({ specifier: id.value, name: statement.id.name, members });
    }
  }
}

const isConstructor = (element: ESTree.ClassElement): element is ESTree.MethodDefinition =>
  'kind' in element && element.kind === 'constructor';

/** `#secret`, `private`, `protected` and the constructor (shown above the members) are left out. */
function isPublic(element: Keyed): boolean {
  if (element.key.type === 'PrivateIdentifier' || element.accessibility === 'private') return false;
  if (element.accessibility === 'protected') return false;
  return !('kind' in element && element.kind === 'constructor');
}

/** ': LinearOptions' → 'options: LinearOptions'; anything else is called by what it is: ': Batch' → 'batch: Batch'. */
function nameOfPattern(type: string): string {
  const word = /^: (?:Partial<|Readonly<)?(\w+)/.exec(type)?.[1] ?? 'options';
  const name = /(?:Options|Settings)$/.test(word) ? 'options' : word[0]!.toLowerCase() + word.slice(1);
  return `${name}${type}`;
}
