/** `<byte-ruler>`: the fields of a struct in the order in which the reader puts them, and the bytes at which WGSL looks for each. */
import { stringsFor } from '../../i18n/index.ts';
import { answerTo, whenAnswered } from '../parts/answers.ts';
import { numberTable } from '../parts/numberTable.ts';
import { bytesHtml, bytesText } from './bytesHtml.ts';
import { type Field, layoutOf } from './structLayout.ts';

export class ByteRuler extends HTMLElement {
  /** The first byte of each field, in the order that the figure begins with. */
  facts: Readonly<Record<string, number>> = {};
  private readonly words = stringsFor(document.documentElement.lang).threads.bytes;
  private readonly covered = stringsFor(document.documentElement.lang).threads.covered;
  private fields: readonly Field[] = [];
  private leave: () => void = () => {};

  connectedCallback(): void {
    this.fields = JSON.parse(this.dataset['fields'] ?? '[]') as Field[];
    this.facts = Object.fromEntries(layoutOf(this.fields).fields.map(({ name, at }) => [name, at]));
    for (const button of this.querySelectorAll<HTMLButtonElement>('button')) {
      button.disabled = false;
      button.addEventListener('click', () => this.move(button));
    }
    const redraw = (): void => this.draw();
    const figure = this.closest('figure');
    figure?.addEventListener('figure:view', redraw);
    const { curtain } = this.dataset;
    const leave = curtain === undefined ? () => {} : whenAnswered(curtain, redraw);
    this.leave = () => {
      figure?.removeEventListener('figure:view', redraw);
      leave();
    };
    this.draw();
  }

  disconnectedCallback(): void {
    this.leave();
  }

  /** One place up or down; the list's own elements move along, so that the focus stays. */
  private move(button: HTMLButtonElement): void {
    const row = button.closest('li')!;
    const at = [...row.parentElement!.children].indexOf(row);
    const to = at + Number(button.dataset['by']);
    if (to < 0 || to >= this.fields.length) return;
    const fields = [...this.fields];
    fields.splice(to, 0, ...fields.splice(at, 1));
    this.fields = fields;
    if (to > at) row.nextElementSibling!.after(row);
    else row.previousElementSibling!.before(row);
    button.focus();
    this.draw();
  }

  private draw(): void {
    const { curtain } = this.dataset;
    const isCovered = curtain !== undefined && answerTo(curtain) === null;
    this.toggleAttribute('data-places-hidden', isCovered);
    this.querySelector('[data-part="strip"]')!.innerHTML = bytesHtml(this.fields, this.words.gapName);
    const figure = this.closest<HTMLElement>('figure');
    const caption = figure?.querySelector('[data-caption]');
    const said = isCovered ? this.covered : bytesText(this.fields, this.words);
    if (caption && caption.textContent !== said) caption.textContent = said;
    if (figure?.dataset['view'] !== 'table') return;
    const rows = layoutOf(this.fields).fields.map(({ name, type, at, bytes, align }) => [
      name,
      type,
      String(at),
      String(bytes),
      String(align),
    ]);
    figure
      .querySelector('[data-table]')
      ?.replaceChildren(numberTable(this.words.tableCaption, this.words.columns, rows));
  }
}

customElements.define('byte-ruler', ByteRuler);
