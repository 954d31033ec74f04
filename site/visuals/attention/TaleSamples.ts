/** `<tale-samples>`: samples of one network, in no order. How many updates each took is told when its question has an answer. */
import { answerTo, whenAnswered } from '../parts/answers.ts';

export class TaleSamples extends HTMLElement {
  facts: Readonly<Record<string, number>> = {};

  connectedCallback(): void {
    this.facts = JSON.parse(this.dataset['facts'] ?? '{}') as Readonly<Record<string, number>>;
    const question = this.dataset['question'] ?? '';
    const draw = (): void => {
      for (const step of this.querySelectorAll<HTMLElement>('[data-part="step"]'))
        step.toggleAttribute('data-told', answerTo(question) !== null);
    };
    whenAnswered(question, draw);
    draw();
  }
}

customElements.define('tale-samples', TaleSamples);
