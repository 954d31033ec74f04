/** What went wrong at a line of the text, said under that line in a CodeMirror until the text changes. */
import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';

export interface ToldAtLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

class Sentence extends WidgetType {
  private readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  override eq(other: WidgetType): boolean {
    return other instanceof Sentence && other.text === this.text;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('div');
    element.className = 'told-line-text';
    element.textContent = this.text;
    return element;
  }
}

const tell = StateEffect.define<ToldAtLine | null>();

const told = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (shown, transaction) => {
    for (const effect of transaction.effects) {
      if (!effect.is(tell)) continue;
      if (effect.value === null) return Decoration.none;
      const { lines } = transaction.state.doc;
      const line = transaction.state.doc.line(Math.min(Math.max(1, effect.value.line), lines));
      return Decoration.set([
        Decoration.line({ class: 'told-line' }).range(line.from),
        Decoration.widget({ widget: new Sentence(effect.value.text), side: 1, block: true }).range(line.to),
      ]);
    }
    return transaction.docChanged ? Decoration.none : shown;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export const toldLine: Extension = told;

/** Say it under its line and bring that into sight; null takes it away. */
export function tellAtLine(view: EditorView, value: ToldAtLine | null): void {
  const { doc } = view.state;
  const at = value === null ? null : doc.line(Math.min(Math.max(1, value.line), doc.lines)).from;
  view.dispatch({
    effects: [tell.of(value), ...(at === null ? [] : [EditorView.scrollIntoView(at, { y: 'center' })])],
  });
}
