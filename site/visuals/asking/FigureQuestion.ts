/**
 * `<figure-question>`: a prediction that a figure without a run answers, from facts that it holds. Same form, same memory and same curtain as
 * `<predict-question>`; the form of both is QuestionForm's.
 */
import { stringsFor } from '../../i18n/index.ts';
import { answeringFigure, whenItAnswers } from '../parts/answeringFigure.ts';
import { QuestionForm } from './QuestionForm.ts';

export class FigureQuestion extends HTMLElement {
  connectedCallback(): void {
    const form = new QuestionForm(
      this,
      () => form.draw(this.answer),
      stringsFor(document.documentElement.lang).grading.answered,
    );
    form.draw(null);
    void whenItAnswers(answeringFigure(this.dataset['of'] ?? ''), () => form.draw(this.answer));
  }

  private get answer(): number | null {
    return answeringFigure(this.dataset['of'] ?? '')?.facts?.[this.dataset['measure'] ?? ''] ?? null;
  }
}

customElements.define('figure-question', FigureQuestion);
