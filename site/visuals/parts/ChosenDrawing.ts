/**
 * `<typed-areas>` and `<unit-valley>`: several drawings in the page, of which the chosen one is shown (`data-shown` says which). With a
 * curtain the choice waits for the guess. Their facts answer predictions.
 */
import { answerTo, whenAnswered } from './answers.ts';

export class ChosenDrawing extends HTMLElement {
  connectedCallback(): void {
    const choice = this.querySelector('fieldset')!;
    choice.addEventListener('change', ({ target }) => {
      this.dataset['shown'] = (target as HTMLInputElement).value;
    });
    const { curtain } = this.dataset;
    const open = (): void => {
      choice.disabled = curtain !== undefined && answerTo(curtain) === null;
    };
    if (curtain !== undefined) whenAnswered(curtain, open);
    // A browser keeps a form's choice when it comes back to a page.
    const chosen = choice.querySelector<HTMLInputElement>('input:checked');
    if (chosen !== null) this.dataset['shown'] = chosen.value;
    open();
  }

  get facts(): Readonly<Record<string, number>> {
    return JSON.parse(this.dataset['facts']!) as Record<string, number>;
  }
}

export class TypedAreas extends ChosenDrawing {}
export class UnitValley extends ChosenDrawing {}

customElements.define('typed-areas', TypedAreas);
customElements.define('unit-valley', UnitValley);
