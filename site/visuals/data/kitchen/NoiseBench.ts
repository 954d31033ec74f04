/**
 * `<noise-bench>`: the R² that an examination reports for columns of noise, a dot a table, for either place of the choice. Before the guess only
 * the honest order shows. More tables are drawn in a worker.
 */
import { fill } from '../../../i18n/fill.ts';
import { stringsFor } from '../../../i18n/index.ts';
import type { NoiseScore } from '../../../player/kitchen/protocol.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { numeral } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { KitchenWorker } from './KitchenWorker.ts';

type Order = 'all' | 'train';

const SVG = 'http://www.w3.org/2000/svg';
const MORE = 20;
/** The axis, in R², and where it lies in the drawing. */
const [LOW, HIGH, LEFT, RIGHT, GROUND] = [-1.5, 0.75, 20, 500, 84];

const placeOf = (score: number): number =>
  LEFT + ((Math.max(LOW, Math.min(HIGH, score)) - LOW) / (HIGH - LOW)) * (RIGHT - LEFT);

export class NoiseBench extends HTMLElement {
  private readonly words = stringsFor(document.documentElement.lang).kitchen.noise;
  private readonly worker = new KitchenWorker();
  private scores: NoiseScore[] = [];
  private order: Order = 'train';
  private nextSeed = 1001;

  connectedCallback(): void {
    this.scores = JSON.parse(this.dataset['scores']!) as NoiseScore[];
    for (const radio of this.radios) {
      radio.addEventListener('change', () => {
        this.order = radio.value as Order;
        this.draw();
      });
    }
    this.more.disabled = false;
    this.more.addEventListener('click', () => void this.drawMore());
    const { curtain } = this.dataset;
    if (curtain !== undefined)
      whenAnswered(curtain, () => {
        // Its answer was given: the order that was asked about.
        if (!this.isClosed) this.order = 'all';
        this.draw();
      });
    this.draw();
  }

  disconnectedCallback(): void {
    this.worker.stop();
  }

  get facts(): Readonly<Record<string, number>> {
    const [first] = this.scores;
    return { 'r2-all': first!.all, 'r2-train': first!.train };
  }

  private get isClosed(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  private get radios(): readonly HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
  }

  private get more(): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>('[data-part="more"]')!;
  }

  private async drawMore(): Promise<void> {
    const seeds = Array.from({ length: MORE }, (_, i) => this.nextSeed + i);
    this.nextSeed += MORE;
    this.more.disabled = true;
    this.say(this.words.drawing);
    const answer = await this.worker.ask({ type: 'noise', seeds });
    this.more.disabled = false;
    if (answer.type === 'noise') this.scores = [...this.scores, ...answer.scores];
    this.draw();
    if (answer.type === 'failed') this.say(fill(this.words.failed, { message: answer.message }));
  }

  private say(text: string): void {
    this.querySelector('[data-part="said"]')!.textContent = text;
  }

  private draw(): void {
    const { isClosed, words } = this;
    if (isClosed) this.order = 'train';
    for (const radio of this.radios) {
      radio.disabled = isClosed && radio.value === 'all';
      radio.checked = radio.value === this.order;
    }
    const drawing = this.querySelector('svg')!;
    // The table that is asked about lies on top.
    drawing.replaceChildren(...this.axis(), ...this.scores.map((score, i) => this.dot(score, i)).toReversed());
    const values = this.scores.map((score) => score[this.order]);
    const [first] = this.scores;
    const text = fill(words.said, {
      count: values.length,
      order: words.orders[this.order],
      mean: numeral(values.reduce((sum, value) => sum + value, 0) / values.length, 2),
      positive: values.filter((value) => value > 0).length,
      seed: first!.seed,
      score: numeral(first![this.order], 2),
    });
    drawing.setAttribute('aria-label', text);
    this.say(isClosed ? `${text} ${words.hidden}` : text);
    const rows = this.scores.map(({ seed, all, train }) => [
      String(seed),
      isClosed ? '?' : numeral(all, 3),
      numeral(train, 3),
    ]);
    this.closest('figure')
      ?.querySelector('[data-table]')
      ?.replaceChildren(numberTable(words.tableCaption, words.columns, rows));
  }

  private dot({ seed, ...score }: NoiseScore, i: number): SVGElement {
    const circle = document.createElementNS(SVG, 'circle');
    circle.setAttribute('cx', placeOf(score[this.order]).toFixed(1));
    // Rows above each other, so that equal scores stand side by side.
    circle.setAttribute('cy', String(GROUND - 12 - (i % 5) * 14));
    circle.setAttribute('r', i === 0 ? '6' : '4');
    circle.setAttribute('class', i === 0 ? 'noise-first' : 'noise-dot');
    const title = document.createElementNS(SVG, 'title');
    title.textContent = `${seed}: ${numeral(score[this.order], 3)}`;
    circle.append(title);
    return circle;
  }

  private axis(): SVGElement[] {
    const line = document.createElementNS(SVG, 'path');
    line.setAttribute('class', 'noise-axis');
    line.setAttribute('d', `M${LEFT} ${GROUND}H${RIGHT}M${placeOf(0)} 10V${GROUND + 5}`);
    const texts = [-1.5, -1, -0.5, 0, 0.5].map((value) => {
      const text = document.createElementNS(SVG, 'text');
      text.setAttribute('x', String(placeOf(value)));
      text.setAttribute('y', String(GROUND + 18));
      text.setAttribute('text-anchor', 'middle');
      text.textContent = value < 0 ? `−${-value}` : String(value);
      return text;
    });
    const name = document.createElementNS(SVG, 'text');
    name.setAttribute('x', String(RIGHT));
    name.setAttribute('y', String(GROUND + 34));
    name.setAttribute('text-anchor', 'end');
    name.textContent = this.words.axis;
    return [line, ...texts, name];
  }
}

customElements.define('noise-bench', NoiseBench);
