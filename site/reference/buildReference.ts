/**
 * Joins the files of the framework into one list of public names: what `index.ts` exports, followed to the file that declares it. It
 * knows no page and no language; what is exported under two names, or not found, is an error, so that the reference cannot be silently
 * incomplete.
 */
import {
  type Declaration,
  type DeclarationKind,
  type Member,
  type ModuleFacts,
  moduleFacts,
  type Signature,
} from './moduleFacts.ts';
import { type Doc, saysSomething } from './readDoc.ts';

/** An object of options that a function or a constructor takes, with everything it inherits. */
export interface OptionGroup {
  /** 'LinearOptions'. */
  readonly name: string;
  /** Exported too: then this is the one place where it is described. */
  readonly isPublic: boolean;
  readonly doc: Doc;
  readonly members: readonly OptionMember[];
}

export interface OptionMember extends Member {
  /** As the code has it, where it stands in the parameter list and the documentation does not say it. */
  readonly default: string | null;
}

export interface ApiEntry {
  readonly name: string;
  readonly kind: DeclarationKind | 'namespace';
  /** Where it is declared: 'framework/nn/Linear.ts'. */
  readonly path: string;
  readonly line: number;
  readonly signatures: readonly Signature[];
  readonly doc: Doc;
  readonly members: readonly Member[];
  readonly heritage: readonly string[];
  readonly header: string;
  readonly options: readonly OptionGroup[];
  /** Short types it is written in that are not public themselves: 'Pair = number | readonly [number, number]'. */
  readonly aliases: readonly Member[];
  /** 'x.relu()': where a tensor comes first, the op is also a method of it. */
  readonly method: string | null;
}

type Modules = ReadonlyMap<string, ModuleFacts>;

interface Place {
  readonly path: string;
  readonly local: string;
}

/** A file from another's point of view: ('framework/nn/Linear.ts', '../ops/index.ts') → 'framework/ops/index.ts'. */
const resolvePath = (from: string, specifier: string): string =>
  new URL(specifier, `file:///${from}`).pathname.slice(1);

/**
 * Every public name, once, in the order of the door; option types that belong to one function or class stand in its `options` instead.
 *
 * @param files path → text, from the root of the repository
 * @param door the file whose exports are public
 * @example buildReference({ 'framework/index.ts': '/** One. *\/ export const one = 1;' }, 'framework/index.ts')[0]?.name // 'one'
 */
export function buildReference(files: Readonly<Record<string, string>>, door: string): ApiEntry[] {
  const modules: Modules = new Map(Object.entries(files).map(([path, text]) => [path, moduleFacts(path, text)]));
  const places = publicPlaces(modules, door);
  const entries = [...places].map(([name, place]) => entryOf(modules, name, place, places));
  const folded = new Set(
    entries.flatMap(({ options }) => options.filter(({ isPublic }) => isPublic).map(({ name }) => name)),
  );
  return entries.filter(({ name }) => !folded.has(name));
}

/** The names without a word of documentation. An option type needs none when each of its members has some; an op has its summary. */
export const undocumented = (entries: readonly ApiEntry[], summaries: ReadonlyMap<string, string>): string[] =>
  entries.filter((entry) => !isDocumented(entry, summaries)).map(({ name, path }) => `${name} (${path})`);

function isDocumented({ name, kind, doc, members }: ApiEntry, summaries: ReadonlyMap<string, string>): boolean {
  if (saysSomething(doc) || (kind === 'op' && summaries.has(name))) return true;
  return kind === 'interface' && members.length > 0 && members.every((member) => saysSomething(member.doc));
}

function factsAt(modules: Modules, path: string): ModuleFacts {
  const facts = modules.get(path);
  if (facts === undefined) throw new Error(`There is no file ${path} to read the exports of.`);
  return facts;
}

function publicPlaces(modules: Modules, path: string): Map<string, Place> {
  const places = new Map<string, Place>();
  const add = (name: string, place: Place): void => {
    const before = places.get(name);
    if (before !== undefined && (before.path !== place.path || before.local !== place.local)) {
      throw new Error(`${path} exports two things called ${name}: from ${before.path} and from ${place.path}.`);
    }
    places.set(name, place);
  };
  for (const fact of factsAt(modules, path).exports) {
    if (fact.kind === 'namespace') add(fact.exported, { path, local: fact.exported });
    else if (fact.kind === 'all') {
      for (const [name, place] of publicPlaces(modules, resolvePath(path, fact.from))) add(name, place);
    } else add(fact.exported, placeOf(modules, fact.from === null ? path : resolvePath(path, fact.from), fact.local));
  }
  return places;
}

/** Where the thing that a file calls `name` is declared: here, or where it is imported or passed on from. */
function placeOf(modules: Modules, path: string, name: string): Place {
  const found = findPlace(modules, path, name);
  if (found === null) throw new Error(`${path} has no ${name} to export.`);
  return found;
}

function findPlace(modules: Modules, path: string, name: string): Place | null {
  const facts = modules.get(path);
  if (facts === undefined) return null;
  if (facts.declarations.has(name)) return { path, local: name };
  const imported = facts.imports.get(name);
  if (imported !== undefined) return findPlace(modules, resolvePath(path, imported.specifier), imported.name);
  for (const fact of facts.exports) {
    if (fact.kind === 'name' && fact.exported === name && fact.from !== null) {
      return findPlace(modules, resolvePath(path, fact.from), fact.local);
    }
    if (fact.kind === 'namespace' && fact.exported === name) return { path, local: name };
    const found = fact.kind === 'all' ? findPlace(modules, resolvePath(path, fact.from), name) : null;
    if (found !== null) return found;
  }
  return null;
}

function entryOf(modules: Modules, name: string, { path, local }: Place, places: ReadonlyMap<string, Place>): ApiEntry {
  const facts = factsAt(modules, path);
  const declaration = facts.declarations.get(local);
  if (declaration === undefined) return namespaceEntry(facts, name, path);
  const signatures = signaturesOf(modules, path, declaration);
  const options = optionGroups(modules, path, declaration, signatures, places);
  const { kind, line, heritage, header } = declaration;
  // A file is called after its one export: what it says about itself, it says about that.
  const isTheFile = path.endsWith(`/${local}.ts`) && !saysSomething(declaration.doc);
  const doc = isTheFile ? { ...declaration.doc, ...withoutEmpty(facts.header) } : declaration.doc;
  return {
    name,
    kind,
    path,
    line,
    signatures,
    doc,
    members: [...declaration.members, ...addedMembers(modules, path, local)],
    heritage,
    header,
    options,
    aliases: privateAliases(modules, path, signatures, options, places),
    method: kind === 'op' ? methodForm(name, signatures[0]?.params ?? []) : null,
  };
}

const withoutEmpty = (doc: Doc): Partial<Doc> =>
  Object.fromEntries(Object.entries(doc).filter(([, paragraphs]) => (paragraphs as readonly string[]).length > 0));

function namespaceEntry(facts: ModuleFacts, name: string, path: string): ApiEntry {
  const fact = facts.exports.find((found) => found.kind === 'namespace' && found.exported === name);
  if (fact?.kind !== 'namespace') throw new Error(`${path} has no ${name} to export.`);
  const { line, doc } = fact;
  const nothing = { signatures: [], members: [], heritage: [], header: '', options: [], aliases: [], method: null };
  return { name, kind: 'namespace', path, line, doc, ...nothing };
}

/** Members that other rooms add to a class: `declare module '../tensor/Tensor.ts' { interface Tensor { … } }`. */
function addedMembers(modules: Modules, path: string, name: string): Member[] {
  return [...modules].flatMap(([from, { augmentations }]) =>
    augmentations
      .filter((added) => added.name === name && resolvePath(from, added.specifier) === path)
      .flatMap(({ members }) => members),
  );
}

function signaturesOf(modules: Modules, path: string, declaration: Declaration): readonly Signature[] {
  const { name, kind, op, signatures, heritage } = declaration;
  if (op !== null) {
    const params = typeof op.args === 'string' ? tupleAt(modules, path, op.args) : op.args;
    return [{ head: name, params, tail: `: ${op.result}` }];
  }
  if (kind !== 'class' || signatures.length > 0 || heritage[0] === undefined) return signatures;
  const parent = declarationAt(modules, path, heritage[0]);
  if (parent === null) return [{ head: `new ${name}`, params: [], tail: '' }];
  const inherited = signaturesOf(modules, parent.path, parent.declaration);
  return inherited.map((signature) => ({ ...signature, head: `new ${name}` }));
}

function tupleAt(modules: Modules, path: string, name: string): readonly string[] {
  const place = findPlace(modules, path, name);
  const elements = place === null ? undefined : modules.get(place.path)?.tuples.get(place.local);
  if (elements === undefined) throw new Error(`${path}: ${name} is not a tuple type that can be read.`);
  return elements;
}

interface Found {
  readonly path: string;
  readonly declaration: Declaration;
}

function declarationAt(modules: Modules, path: string, name: string): Found | null {
  const place = findPlace(modules, path, name.replace(/<.*$/s, ''));
  const declaration = place === null ? undefined : modules.get(place.path)?.declarations.get(place.local);
  return place === null || declaration === undefined ? null : { path: place.path, declaration };
}

const wordsIn = (text: string): string[] => text.match(/\b[A-Z]\w*/g) ?? [];

function optionGroups(
  modules: Modules,
  path: string,
  declaration: Declaration,
  signatures: readonly Signature[],
  places: ReadonlyMap<string, Place>,
): OptionGroup[] {
  if (!['op', 'function', 'class'].includes(declaration.kind)) return [];
  const words = new Set(signatures.flatMap(({ params }) => (params ?? []).flatMap(wordsIn)));
  return [...words].flatMap((word) => {
    const found = /(?:Options|Settings)$/.test(word) ? declarationAt(modules, path, word) : null;
    if (found?.declaration.kind !== 'interface') return [];
    const isPublic = places.get(word)?.path === found.path;
    // A public type that several callables take, or that lives elsewhere, has a card of its own.
    if (isPublic && (found.path !== path || callablesTaking(factsAt(modules, path), places, path, word) !== 1))
      return [];
    const members = optionMembers(modules, found).map((member) => withDefault(member, declaration.defaults));
    return [{ name: word, isPublic, doc: found.declaration.doc, members }];
  });
}

/** The type aliases that parameters, results and options mention and that no other card explains. */
function privateAliases(
  modules: Modules,
  path: string,
  signatures: readonly Signature[],
  options: readonly OptionGroup[],
  places: ReadonlyMap<string, Place>,
): Member[] {
  const written = [...signatures, ...options.flatMap(({ members }) => members.map(({ signature }) => signature))];
  const words = new Set(written.flatMap(({ params, tail }) => [...(params ?? []), tail].flatMap(wordsIn)));
  return [...words].flatMap((word) => {
    // Options may be inherited from another file, whose types this one need not know: then they are looked for in all files.
    const found = declarationAt(modules, path, word) ?? declaredAnywhere(modules, word);
    if (found?.declaration.kind !== 'type' || places.get(word)?.path === found.path) return [];
    const [signature] = found.declaration.signatures;
    return signature === undefined ? [] : [aliasMember(word, signature, found.declaration.doc)];
  });
}

const aliasMember = (name: string, { head }: Signature, doc: Doc): Member => ({
  name,
  signature: { head: head.replace(/^type /, ''), params: null, tail: '' },
  doc,
});

function declaredAnywhere(modules: Modules, name: string): Found | null {
  for (const [path, { declarations, exports }] of modules) {
    const declaration = declarations.get(name);
    const isExported = exports.some((fact) => fact.kind === 'name' && fact.exported === name && fact.from === null);
    if (declaration !== undefined && isExported) return { path, declaration };
  }
  return null;
}

function callablesTaking(facts: ModuleFacts, places: ReadonlyMap<string, Place>, path: string, type: string): number {
  const declared = [...facts.declarations.values()].filter(({ name }) => places.get(name)?.path === path);
  return declared.filter(({ kind, op, signatures }) => {
    const named = typeof op?.args === 'string' ? (facts.tuples.get(op.args) ?? []) : (op?.args ?? []);
    const params = [...named, ...signatures.flatMap((signature) => signature.params ?? [])];
    return kind !== 'interface' && params.flatMap(wordsIn).includes(type);
  }).length;
}

/** Its own members first, then what it inherits, but for those that `Omit<Parent, 'name'>` takes out. */
function optionMembers(modules: Modules, { path, declaration }: Found): Member[] {
  const inherited = declaration.heritage.flatMap((parent) => {
    const left = new Set([...parent.matchAll(/'(\w+)'/g)].map(([, name]) => name));
    const from = wordsIn(parent)
      .map((word) => declarationAt(modules, path, word))
      .find((found) => found !== null);
    return from == null ? [] : optionMembers(modules, from).filter(({ name }) => !left.has(name));
  });
  const own = new Set(declaration.members.map(({ name }) => name));
  return [...declaration.members, ...inherited.filter(({ name }) => !own.has(name))];
}

function withDefault(member: Member, defaults: Readonly<Record<string, string>>): OptionMember {
  const said = member.doc.prose.some((paragraph) => /default/i.test(paragraph));
  return { ...member, default: said ? null : (defaults[member.name] ?? null) };
}

/** ['x: Tensor', 'axis?: number'] of 'softmax' → 'x.softmax(axis)'. */
function methodForm(name: string, params: readonly string[]): string | null {
  const [first, ...rest] = params;
  const self = /^(\w+): Tensor(?:Like)?$/.exec(first ?? '')?.[1];
  return self === undefined
    ? null
    : `${self}.${name}(${rest.map((param) => param.replace(/\??:.*$/s, '')).join(', ')})`;
}
