// Reads one source file and says what it imports and whether it calls Math.random, from its syntax tree, so that comments
// and strings are never mistaken for code. Judges nothing: layering.ts does. Knows .ts, .mjs, the scripts of .astro files and
// the import lines of .mdx. The parser is the one inside Vite, reached through vitest.

import { parseAst } from 'vitest/node';

/** One place where a file names another: an import of any kind, `export … from`, `import()`, or an `import.meta.glob`. */
export interface Reference {
  readonly specifier: string;
  readonly line: number;
  readonly kind: 'import' | 'glob';
  /** True when the text of the file or its address is asked for (`?raw`, `?url`), not its exports. */
  readonly raw: boolean;
}

export interface SourceFacts {
  readonly references: readonly Reference[];
  readonly mathRandomLines: readonly number[];
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string; readonly start: number };

/**
 * What `source` refers to. Throws the parser's error when it is not valid TypeScript.
 *
 * @example factsOf('a.ts', "import type { Shape } from './shape.ts';").references[0]?.specifier // './shape.ts'
 */
export function factsOf(path: string, source: string): SourceFacts {
  const references: Reference[] = [];
  const mathRandomLines: number[] = [];
  for (const { code, line } of scriptsOf(path, source)) {
    const lineOf = (node: Node): number => line + code.slice(0, node.start).split('\n').length - 1;
    walk(parseAst(code, { lang: 'ts' }), (node) => {
      for (const found of referencesIn(node)) references.push({ ...found, line: lineOf(node) });
      if (isMember(node, 'Math', 'random')) mathRandomLines.push(lineOf(node));
    });
  }
  return { references, mathRandomLines };
}

interface Script {
  readonly code: string;
  readonly line: number;
}

function scriptsOf(path: string, source: string): Script[] {
  if (path.endsWith('.astro')) return astroScripts(source);
  if (path.endsWith('.mdx')) return mdxScripts(source);
  return [{ code: source, line: 1 }];
}

function lineAt(source: string, index: number): number {
  return source.slice(0, index).split('\n').length;
}

// An Astro file holds code between its two fences and in its <script> elements.
function astroScripts(source: string): Script[] {
  const scripts: Script[] = [];
  const fenced = /^\s*---\r?\n([\s\S]*?)\r?\n---/.exec(source);
  if (fenced?.[1]) {
    // Astro allows a top-level `return` here, the parser does not; what is left stays valid, and as long as it was.
    scripts.push({ code: fenced[1].replaceAll(/\breturn(?=[ \t]+[^;\s])/g, 'throw '), line: 2 });
  }
  for (const match of source.matchAll(/<script\b(?:[^>]*[^/>])?>([\s\S]*?)<\/script>/g)) {
    scripts.push({ code: match[1]!, line: lineAt(source, match.index + match[0].indexOf('>') + 1) });
  }
  return scripts;
}

// In MDX a block whose first line begins with import or export is code up to the next blank line; fenced code is not.
function mdxScripts(source: string): Script[] {
  const scripts: Script[] = [];
  const withoutFences = source.replaceAll(/^(`{3,}|~{3,})[\s\S]*?^\1/gm, (fence) => fence.replaceAll(/[^\n]/g, ' '));
  for (const match of withoutFences.matchAll(
    /(?<=^|\n[ \t]*\n|---\r?\n)(?:import|export)\b[^\n]*(?:\n[^\n]*\S[^\n]*)*/g,
  )) {
    scripts.push({ code: match[0], line: lineAt(source, match.index) });
  }
  return scripts;
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  if (!isNode(value)) return;
  visit(value);
  for (const child of Object.values(value)) if (typeof child === 'object') walk(child, visit);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

const naming =
  /^(?:Import|ExportAll|ExportNamed)Declaration$|^ImportExpression$|^TSImportType$|^TSExternalModuleReference$/;

function referencesIn(node: Node): Omit<Reference, 'line'>[] {
  if (node.type === 'CallExpression') return callReferences(node);
  if (!naming.test(node.type)) return [];
  const specifier = textOf(node['source'] ?? node['expression']);
  if (specifier !== undefined) return [imported(specifier)];
  return node.type === 'ImportExpression' ? [imported('(a computed path)')] : [];
}

function callReferences(call: Node): Omit<Reference, 'line'>[] {
  const [first, second] = Array.isArray(call['arguments']) ? call['arguments'] : [];
  if (isMember(call['callee'], 'process', 'getBuiltinModule')) return textsIn(first).map(imported);
  if (!isMetaGlob(call['callee'])) return [];
  const raw = textsIn(second).includes('?raw');
  return textsIn(first).map((specifier) => ({ specifier, kind: 'glob', raw }));
}

function imported(specifier: string): Omit<Reference, 'line'> {
  return { specifier, kind: 'import', raw: /\?(?:raw|url)$/.test(specifier) };
}

function isMember(node: unknown, object: string, property: string): boolean {
  if (!isNode(node) || node.type !== 'MemberExpression') return false;
  return nameOf(node['object']) === object && (nameOf(node['property']) ?? textOf(node['property'])) === property;
}

function isMetaGlob(node: unknown): boolean {
  if (!isNode(node) || node.type !== 'MemberExpression' || nameOf(node['property']) !== 'glob') return false;
  return isNode(node['object']) && node['object'].type === 'MetaProperty';
}

function nameOf(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Identifier' && typeof node['name'] === 'string' ? node['name'] : undefined;
}

function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  const isPlainTemplate =
    node.type === 'TemplateLiteral' && Array.isArray(node['expressions']) && node['expressions'].length === 0;
  const [quasi] = isPlainTemplate && Array.isArray(node['quasis']) ? node['quasis'] : [];
  return quasi?.value?.cooked;
}

function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  walk(value, (node) => {
    const text = textOf(node);
    if (text !== undefined) texts.push(text);
  });
  return texts;
}
