/**
 * `<rank-question>`: things that the reader puts in order, by buttons or by hand, and a figure (`data-of`) that says what each of them measured:
 * smallest first. The order is remembered in this browser like any other guess; until it is given the figure may keep its numbers to itself.
 */
import { fill } from '../../i18n/fill.ts';
import { stringsFor } from '../../i18n/index.ts';
import { type Answering, answeringFigure, whenItAnswers } from '../parts/answeringFigure.ts';
import { answerTo, keepAnswer, whenAnswered } from '../parts/answers.ts';
import { numeral } from '../parts/ink.ts';
import { orderIn, rankingOf } from './ranking.ts';

const DIGITS = 3;

export class RankQuestion extends HTMLElement {
  private readonly words = stringsFor(document.documentElement.lang).figures.rankOrder;
  private list!: HTMLElement;
  /** As the page has it: the order from which a reader starts. */
  private start: readonly string[] = [];
  private figure: Answering | null = null;
  private dragged: HTMLElement | null = null;
  private leave: () => void = () => {};

  connectedCallback(): void {
    this.list = this.querySelector('ol')!;
    this.start = this.order;
    this.figure = answeringFigure(this.dataset['of'] ?? '');
    for (const card of this.cards) this.listen(card);
    const form = this.querySelector('form')!;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      keepAnswer(this.question, this.order.join(' '));
    });
    this.piece('skip').addEventListener('click', () => keepAnswer(this.question, ''));
    this.piece('again').addEventListener('click', () => {
      this.lay(this.start);
      keepAnswer(this.question, null);
    });
    for (const button of form.querySelectorAll('button')) button.disabled = false;
    this.lay(orderIn(answerTo(this.question) ?? '', this.start) ?? this.start);
    this.leave = whenAnswered(this.question, () => this.draw());
    this.draw();
    void whenItAnswers(this.figure, () => this.draw());
  }

  disconnectedCallback(): void {
    this.leave();
  }

  private get question(): string {
    return this.dataset['question'] ?? '';
  }

  private get cards(): readonly HTMLElement[] {
    return [...this.list.children] as HTMLElement[];
  }

  private get order(): readonly string[] {
    return this.cards.map(({ dataset }) => dataset['item']!);
  }

  private get isAnswered(): boolean {
    return answerTo(this.question) !== null;
  }

  private piece(name: string, within: HTMLElement = this): HTMLElement {
    return within.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  }

  private nameOf(card: HTMLElement): string {
    return this.piece('name', card).textContent?.trim() ?? '';
  }

  private listen(card: HTMLElement): void {
    for (const [part, by] of [
      ['up', -1],
      ['down', 1],
    ] as const)
      this.piece(part, card).addEventListener('click', () => this.move(card, by));
    card.draggable = true;
    card.addEventListener('dragstart', () => {
      this.dragged = card;
    });
    card.addEventListener('dragover', (event) => event.preventDefault());
    card.addEventListener('drop', (event) => {
      event.preventDefault();
      const { dragged, cards } = this;
      if (dragged === null || dragged === card || this.isAnswered) return;
      // Dropped on a card it takes this card's place, from above and from below.
      if (cards.indexOf(dragged) < cards.indexOf(card)) card.after(dragged);
      else card.before(dragged);
      this.draw();
    });
  }

  private move(card: HTMLElement, by: -1 | 1): void {
    if (by < 0) card.previousElementSibling?.before(card);
    else card.nextElementSibling?.after(card);
    this.draw();
    // Whoever moves a card by keys goes on with it.
    const [same, other] = by < 0 ? ['up', 'down'] : ['down', 'up'];
    const button = this.piece(same!, card) as HTMLButtonElement;
    (button.disabled ? this.piece(other!, card) : button).focus();
  }

  private lay(order: readonly string[]): void {
    this.list.append(...order.map((item) => this.cards.find(({ dataset }) => dataset['item'] === item)!));
  }

  private draw(): void {
    const { words, isAnswered } = this;
    const ranking = isAnswered ? rankingOf(this.order, this.figure?.facts ?? {}) : null;
    this.toggleAttribute('data-answered', isAnswered);
    // Whoever only asked to be shown gave no order: the cards take the right one.
    if (ranking !== null && answerTo(this.question) === '') this.lay(ranking.order);
    const { cards } = this;
    for (const [at, card] of cards.entries()) {
      const item = card.dataset['item']!;
      const place = ranking === null ? -1 : ranking.order.indexOf(item);
      const measured = this.figure?.facts?.[item];
      card.draggable = !isAnswered;
      (this.piece('up', card) as HTMLButtonElement).disabled = isAnswered || at === 0;
      (this.piece('down', card) as HTMLButtonElement).disabled = isAnswered || at === cards.length - 1;
      this.piece('is', card).textContent =
        place < 0 || measured === undefined
          ? ''
          : fill(words.place, { place: place + 1, value: numeral(measured, DIGITS) });
      card.toggleAttribute('data-right', place === at);
    }
    this.piece('check').hidden = isAnswered;
    this.piece('skip').hidden = isAnswered;
    this.piece('again').hidden = !isAnswered;
    const told = this.piece('answer');
    const text = ranking === null ? '' : this.tell(ranking.right, ranking.all, ranking.order[0]!);
    if (told.textContent !== text) told.textContent = text;
  }

  private tell(right: number, all: number, first: string): string {
    const { words } = this;
    const name = this.nameOf(this.cards.find(({ dataset }) => dataset['item'] === first)!);
    if (answerTo(this.question) === '') return fill(words.shown, { first: name });
    return fill(right === all ? words.right : words.told, { right, all, first: name });
  }
}

customElements.define('rank-question', RankQuestion);
