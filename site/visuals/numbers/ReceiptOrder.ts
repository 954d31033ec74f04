/**
 * `<receipt-order>`: b = a + a, c = b · b, and who speaks first. The reader clicks an order; each click lets a value send what it holds along both of its
 * uses, and what lies on a afterwards is what that order is worth. With `data-shows="walks"` it is walked back rightly, again and again, and a is emptied or
 * not. `receipts.ts` plays it.
 */
import { fill } from '../../i18n/fill.ts';
import { Figure } from '../parts/Figure.ts';
import { numberTable } from '../parts/numberTable.ts';
import { outcomeOf, playReceipts, type Receipts, rightOrder, type Sent, type Speaker } from './receipts.ts';
import { short } from './short.ts';

const START = 3;
/** Longer orders only repeat themselves. */
const MOST = 4;
/** So many walks are counted. */
const MOST_WALKS = 5;
const SVG = 'http://www.w3.org/2000/svg';

export class ReceiptOrder extends Figure {
  private a = START;
  private order: readonly Speaker[] = [];
  /** What lay on a after each walk. */
  private walks: readonly number[] = [];
  private readonly boxes = new Map<'a' | 'b' | 'c', HTMLElement>();
  private readonly arrows: SVGElement[] = [];
  private readonly buttons: HTMLButtonElement[] = [];
  private readonly log = document.createElement('ol');
  private readonly told = document.createElement('p');
  private readonly empties = document.createElement('input');

  /** For questions beside it: at a = 3, wherever the slider stands. */
  get facts(): Readonly<Record<string, number>> {
    const slope = playReceipts(START, rightOrder).grads.a;
    return { slope, 'two-walks': playReceipts(START, rightOrder, slope).grads.a };
  }

  private get words() {
    return this.strings.figures.receiptOrder;
  }

  private get isWalks(): boolean {
    return this.dataset['shows'] === 'walks';
  }

  protected build(): void {
    const stage = document.createElement('div');
    stage.className = 'receipt-stage';
    for (const name of ['a', 'b', 'c'] as const) {
      const box = document.createElement('div');
      box.className = 'receipt-box';
      this.boxes.set(name, box);
      if (name !== 'a') stage.append(this.twoArrows());
      stage.append(box);
    }
    this.log.className = 'receipt-log';
    this.told.className = 'receipt-told';
    this.told.setAttribute('role', 'status');
    this.append(this.isWalks ? this.walkControls() : this.orderControls(), stage, this.log, this.told);
  }

  private twoArrows(): SVGElement {
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', '0 0 48 40');
    svg.setAttribute('aria-hidden', 'true');
    for (const bend of [4, 36]) {
      const path = document.createElementNS(SVG, 'path');
      path.setAttribute('d', `M2 20Q24 ${bend} 46 20`);
      svg.append(path);
    }
    this.arrows.push(svg);
    return svg;
  }

  private button(text: string, act: () => void): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = text;
    button.addEventListener('click', () => {
      act();
      this.invalidate();
    });
    return button;
  }

  private slider(): HTMLElement {
    const label = document.createElement('label');
    label.textContent = this.words.start;
    const input = document.createElement('input');
    input.type = 'range';
    input.min = '-4';
    input.max = '4';
    input.step = '0.5';
    input.value = String(START);
    input.addEventListener('input', () => {
      this.a = Number(input.value);
      this.walks = [];
      input.setAttribute('aria-valuetext', `a = ${short(this.a, 2)}`);
      this.invalidate();
    });
    label.append(input);
    return label;
  }

  private orderControls(): HTMLElement {
    const { words } = this;
    const bar = document.createElement('div');
    bar.className = 'figure-controls receipt-controls';
    for (const speaker of ['b', 'c'] as const)
      this.buttons.push(
        this.button(fill(words.speaks, { speaker }), () => {
          this.order = [...this.order, speaker];
        }),
      );
    const again = this.button(words.again, () => {
      this.order = [];
    });
    again.className = 'plain';
    bar.append(...this.buttons, again, this.slider());
    return bar;
  }

  private walkControls(): HTMLElement {
    const { words } = this;
    const bar = document.createElement('div');
    bar.className = 'figure-controls receipt-controls';
    const walk = this.button(words.walk, () => {
      const before = this.empties.checked ? 0 : this.lies;
      this.walks = [...this.walks, playReceipts(this.a, rightOrder, before).grads.a];
    });
    const again = this.button(words.again, () => {
      this.walks = [];
    });
    again.className = 'plain';
    const label = document.createElement('label');
    this.empties.type = 'checkbox';
    label.append(this.empties, ` ${words.empties}`);
    this.buttons.push(walk);
    bar.append(walk, label, again, this.slider());
    return bar;
  }

  private get lies(): number {
    return this.walks.at(-1) ?? 0;
  }

  private played(): Receipts {
    return playReceipts(this.a, this.order);
  }

  protected override draw(): void {
    const { words } = this;
    const played = this.played();
    const grads = this.isWalks ? this.walked() : played.grads;
    for (const [name, box] of this.boxes) {
      const [head, value, gradient] = ['b', 'span', 'span'].map((tag) => document.createElement(tag)) as [HTMLElement, HTMLElement, HTMLElement];
      head.textContent = words.formulas[name];
      value.textContent = `= ${short(played[name])}`;
      gradient.textContent = fill(words.gradient, { name, value: short(grads[name]) });
      gradient.className = 'receipt-gradient';
      box.replaceChildren(head, value, gradient);
    } // biome-ignore format: three elements in a row
    const full = this.isWalks ? this.walks.length >= MOST_WALKS : this.order.length >= MOST;
    for (const button of this.buttons) button.disabled = full;
    const spoke = new Set(this.isWalks && this.walks.length > 0 ? rightOrder : this.order);
    this.arrows[0]!.classList.toggle('has-sent', spoke.has('b'));
    this.arrows[1]!.classList.toggle('has-sent', spoke.has('c'));
    const lines = this.isWalks ? this.walkLines() : pairs(played.sent).map((sent) => this.sentLine(sent));
    this.log.replaceChildren(
      ...lines.map((line) => {
        const item = document.createElement('li');
        item.textContent = line;
        return item;
      }),
    );
    this.told.textContent = this.isWalks ? this.walksTold() : this.orderTold(played);
  }

  /** After a right walk b holds what arrived, c its 1, and a whatever has piled up. */
  private walked(): Receipts['grads'] {
    if (this.walks.length === 0) return { a: 0, b: 0, c: 0 };
    return { ...playReceipts(this.a, rightOrder).grads, a: this.lies };
  }

  private sentLine({ from, to, upstream, slope, value }: Sent): string {
    const numbers = { from, to, upstream: short(upstream), slope: short(slope), value: short(value) };
    return fill(this.words.sent, numbers);
  }

  private walkLines(): string[] {
    return this.walks.map((lies, i) => fill(this.words.walkLine, { walk: i + 1, lies: short(lies) }));
  }

  private orderTold({ grads }: Receipts): string {
    return fill(this.words.outcomes[outcomeOf(this.order)], { slope: short(grads.a) });
  }

  private walksTold(): string {
    const { words } = this;
    if (this.walks.length === 0) return words.noWalk;
    const slope = playReceipts(this.a, rightOrder).grads.a;
    return fill(this.lies === slope ? words.oneWalk : words.piled, {
      lies: short(this.lies),
      slope: short(slope),
    });
  }

  protected override table(): HTMLTableElement {
    const { words } = this;
    const played = this.played();
    const grads = this.isWalks ? this.walked() : played.grads;
    return numberTable(
      words.tableCaption,
      words.columns,
      (['a', 'b', 'c'] as const).map((name) => [words.formulas[name], short(played[name]), short(grads[name])]),
    );
  }

  protected override sentence(): string {
    return this.isWalks ? this.words.walksSentence : this.words.sentence;
  }
}

/** Both uses of a speaker send the same: one line for the two. */
const pairs = (sent: readonly Sent[]): Sent[] => sent.filter((_, i) => i % 2 === 0);

customElements.define('receipt-order', ReceiptOrder);
