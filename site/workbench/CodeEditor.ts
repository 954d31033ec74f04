/**
 * The two editors of the workbench behind one interface: a plain textarea, and CodeMirror 6 (its own chunk, loaded lazily).
 * The colours of code come from workbench.css through the `tok-` classes.
 */
import { indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { EditorState, Prec } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tagHighlighter, tags } from '@lezer/highlight';
import { minimalSetup } from 'codemirror';
import type { TypeChecker } from './TypeChecker.ts';
import { type ToldAtLine, tellAtLine, toldLine } from './toldLine.ts';
import { typesInEditor } from './typesInEditor.ts';
import { wgslLanguage } from './wgslLanguage.ts';

/** What workbench.css gives a colour, and no more: an element for every name made a third of a lesson's elements. */
const coloured = tagHighlighter([
  { tag: tags.keyword, class: 'tok-keyword' },
  { tag: tags.number, class: 'tok-number' },
  { tag: tags.string, class: 'tok-string' },
  { tag: tags.bool, class: 'tok-bool' },
  { tag: tags.comment, class: 'tok-comment' },
  { tag: tags.punctuation, class: 'tok-punctuation' },
]);

export interface CodeEditorOptions {
  readonly text: string;
  /** Id of the element that names the editor. */
  readonly labelledBy: string;
  /** Id of the element that says how to leave it. */
  readonly describedBy: string;
  readonly onChange: () => void;
  readonly onRun: () => void;
  /** TypeScript unless told. */
  readonly language?: 'wgsl';
  /** Underlines and completes; absent where the reader saves data. */
  readonly types?: TypeChecker;
}

/** A CodeMirror that can be read, set and removed. Setting the text is one step of its own undo history. */
export class CodeEditor {
  private readonly view: EditorView;

  constructor(parent: HTMLElement, options: CodeEditorOptions) {
    const { text, labelledBy, describedBy, onChange, onRun, language, types } = options;
    let typed = false;
    const run = (): boolean => {
      onRun();
      return true;
    };
    const extensions = [
      Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
      lineNumbers(),
      minimalSetup,
      bracketMatching(),
      indentUnit.of('  '),
      language === 'wgsl' ? wgslLanguage : javascript({ typescript: true }),
      syntaxHighlighting(coloured),
      toldLine,
      // CodeMirror itself lets Tab leave after Esc; workbench words say so.
      keymap.of([indentWithTab]),
      EditorView.contentAttributes.of({
        'aria-labelledby': labelledBy,
        'aria-describedby': describedBy,
        tabindex: '0',
      }),
      EditorView.updateListener.of((update) => {
        typed ||= update.transactions.some((one) => one.isUserEvent('input') || one.isUserEvent('delete'));
        if (update.docChanged) onChange();
      }),
      ...(types ? [typesInEditor(types, () => typed)] : []),
    ];
    this.view = new EditorView({ state: EditorState.create({ doc: text, extensions }), parent });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  set text(text: string) {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } });
  }

  /** Say what went wrong under its line, until the text changes; null: nothing. */
  tell(value: ToldAtLine | null): void {
    tellAtLine(this.view, value);
  }

  focus(at?: number): void {
    if (at !== undefined) this.view.dispatch({ selection: { anchor: Math.min(at, this.view.state.doc.length) } });
    this.view.focus();
  }

  remove(): void {
    this.view.destroy();
  }
}
