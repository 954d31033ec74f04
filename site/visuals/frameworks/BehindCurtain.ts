/** `<behind-curtain data-curtain="…">`: what is marked in it stays unseen, its room kept, until that prediction was answered. Without a script it is seen. */
import { answerTo, whenAnswered } from '../predict/answers.ts';

export class BehindCurtain extends HTMLElement {
  connectedCallback(): void {
    const { curtain } = this.dataset;
    if (curtain === undefined) return;
    const show = (): void => {
      this.toggleAttribute('data-closed', answerTo(curtain) === null);
    };
    show();
    whenAnswered(curtain, show);
  }
}

customElements.define('behind-curtain', BehindCurtain);
