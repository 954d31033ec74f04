/**
 * `<figure-question>`: a prediction that a figure without a run answers, from facts that it holds. Same form, same memory and same curtain as
 * `<predict-question>`; the form of both is QuestionForm's.
 */
import { stringsFor } from '../../i18n/index.ts';
import { QuestionForm } from './QuestionForm.ts';

/** A figure that answers questions: numbers by name, known from the start, or from when `known` is settled. */
export interface Answering extends HTMLElement {
  readonly facts: Readonly<Record<string, number>>;
  readonly known?: Promise<unknown>;
}

export class FigureQuestion extends HTMLElement {
  connectedCallback(): void {
    const form = new QuestionForm(
      this,
      () => form.draw(this.answer),
      stringsFor(document.documentElement.lang).grading.answered,
    );
    // The figure may be defined later than this.
    const tag = this.figure?.localName;
    if (tag !== undefined) void customElements.whenDefined(tag).then(() => this.drawKnown(form));
    form.draw(null);
  }

  private async drawKnown(form: QuestionForm): Promise<void> {
    form.draw(this.answer);
    await this.figure?.known;
    form.draw(this.answer);
  }

  private get figure(): Answering | null {
    const frame = document.getElementById(this.dataset['of'] ?? '');
    return [...(frame?.querySelectorAll<HTMLElement>('*') ?? [])].find(({ localName }) =>
      localName.includes('-'),
    ) as Answering | null;
  }

  private get answer(): number | null {
    return this.figure?.facts?.[this.dataset['measure'] ?? ''] ?? null;
  }
}

customElements.define('figure-question', FigureQuestion);
