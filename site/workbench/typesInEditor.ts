/** Underlines what does not type-check and completes names, in a CodeMirror. Nothing is loaded before the reader types. */
import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { type Diagnostic, linter } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import type { TypeChecker } from './TypeChecker.ts';

/** After the last key: a text in the middle of a word is not worth checking. */
const PAUSE_MS = 600;

const kinds: Readonly<Record<string, string>> = {
  const: 'constant', let: 'variable', var: 'variable', 'local var': 'variable', parameter: 'variable', keyword: 'keyword', function: 'function', 'local function': 'function', method: 'method', property: 'property', getter: 'property', class: 'class', interface: 'interface', type: 'type', module: 'namespace', enum: 'enum',
}; // biome-ignore format: a table

/** @param typed whether the reader has typed yet; a page that is only read loads no compiler */
export function typesInEditor(checker: TypeChecker, typed: () => boolean): Extension {
  const source = async (view: {
    state: { doc: { toString(): string; length: number } };
  }): Promise<readonly Diagnostic[]> => {
    if (!typed()) return [];
    const code = view.state.doc.toString();
    const problems = await checker.problems(code);
    // The text may have become shorter meanwhile.
    const { length } = view.state.doc;
    return problems.map(({ from, to, message }) => ({
      from: Math.min(from, length),
      to: Math.min(to, length),
      message,
      severity: 'warning',
    }));
  };
  const complete = async (context: CompletionContext): Promise<CompletionResult | null> => {
    const word = context.matchBefore(/[\w$]*/);
    const before = context.state.sliceDoc(Math.max(0, context.pos - (word?.text.length ?? 0) - 1), context.pos);
    if (!typed() || (!context.explicit && word?.text === '' && !before.startsWith('.'))) return null;
    const found = await checker.completions(context.state.doc.toString(), context.pos);
    if (found.length === 0) return null;
    return {
      from: word?.from ?? context.pos,
      options: found.map(({ label, type }) => ({ label, type: kinds[type] ?? 'text' })),
      validFor: /^[\w$]*$/,
    };
  };
  return [
    linter(source, { delay: PAUSE_MS }),
    autocompletion({ override: [complete], icons: false, activateOnTyping: true }),
  ];
}
