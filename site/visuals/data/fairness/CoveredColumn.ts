/** `<covered-column>`: one column of a table stays covered until a prediction (`data-curtain`) was answered. Without a script it is open. */
import { answerTo, whenAnswered } from '../../parts/answers.ts';

export class CoveredColumn extends HTMLElement {
  connectedCallback(): void {
    const { curtain, column, cover = '?' } = this.dataset;
    if (curtain === undefined || answerTo(curtain) !== null) return;
    const cells = [...this.querySelectorAll('tbody tr')].map((row) => row.children[Number(column)]!);
    const texts = cells.map((cell) => cell.textContent);
    for (const cell of cells) cell.textContent = cover;
    whenAnswered(curtain, () => {
      if (answerTo(curtain) === null) return;
      for (const [i, cell] of cells.entries()) cell.textContent = texts[i]!;
    });
  }
}

customElements.define('covered-column', CoveredColumn);
