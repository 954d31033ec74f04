/** `<sleeping-check>`: each cell opens when it is pressed, and the line below counts what was seen. The answers stand in the page already. */
import { fill } from '../../../i18n/fill.ts';

class SleepingCheck extends HTMLElement {
  connectedCallback(): void {
    for (const button of this.buttons) {
      button.disabled = false;
      button.addEventListener('click', () => this.open(button));
    }
  }

  /** How many rules each check catches. The first button of a row is the check with ones. */
  get facts(): Readonly<Record<string, number>> {
    const caught = (check: number): number =>
      this.buttons.filter(({ dataset }, i) => i % 2 === check && dataset['caught'] === 'true').length;
    return { 'caught-by-ones': caught(0), 'caught-by-random': caught(1) };
  }

  private get buttons(): readonly HTMLButtonElement[] {
    return [...this.querySelectorAll('button')];
  }

  private open(button: HTMLButtonElement): void {
    const answer = button.dataset['answer']!;
    button.textContent = answer;
    button.dataset['open'] = '';
    button.setAttribute('aria-label', `${button.getAttribute('aria-label')!.split(':')[0]}: ${answer}`);
    const opened = this.buttons.filter(({ dataset }) => dataset['open'] !== undefined);
    const count = this.querySelector('[data-part="count"]')!;
    count.textContent = fill(this.dataset['said']!, {
      caught: opened.filter(({ dataset }) => dataset['caught'] === 'true').length,
      opened: opened.length,
    });
  }
}

customElements.define('sleeping-check', SleepingCheck);
