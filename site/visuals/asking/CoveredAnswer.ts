/** `<covered-answer>`: what it holds cannot be seen until a prediction (`data-curtain`) was answered; its room is kept. Without a script it is open. */
import { answerTo, whenAnswered } from '../parts/answers.ts';

export class CoveredAnswer extends HTMLElement {
  private leave: () => void = () => {};

  connectedCallback(): void {
    const { curtain } = this.dataset;
    if (curtain === undefined) return;
    const show = (): void => {
      const isCovered = answerTo(curtain) === null;
      this.classList.toggle('is-closed', isCovered);
    };
    show();
    this.leave = whenAnswered(curtain, show);
  }

  disconnectedCallback(): void {
    this.leave();
  }
}

customElements.define('covered-answer', CoveredAnswer);
