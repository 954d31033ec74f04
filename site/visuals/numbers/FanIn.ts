/**
 * `<fan-in>`: who used a value, and what each sends back. The gradients arrive one by one and are added to what lies there; written with `=` in the place of
 * `+=`, the last one wins. Any traced value with several users can be chosen; of one with many numbers the chosen cell is shown, else the first.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { answerTo, whenAnswered } from '../parts/answers.ts';
import { type FanIn as Arrivals, type Contribution, fanInOf, shapeOf, sharedValues } from '../parts/cells/fanIn.ts';
import type { Drawn } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { numeral } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { folded, runningTotals } from './runningTotals.ts';
import { short } from './short.ts';

const SVG = 'http://www.w3.org/2000/svg';
const ROW = 56;
/** The middle column, where the arrows are. */
const WIDE = 64;

type Sign = '+=' | '=';
const signs: readonly Sign[] = ['+=', '='];

export class FanIn extends Figure {
  private readonly choice = document.createElement('select');
  private readonly list = document.createElement('ol');
  private readonly arrows = document.createElementNS(SVG, 'svg');
  private readonly box = document.createElement('div');
  private readonly told = document.createElement('p');
  private readonly next = document.createElement('button');
  private readonly again = document.createElement('button');
  private readonly signButtons = new Map<Sign, HTMLButtonElement>();
  private readonly cut = new Set<number>();
  private value = '';
  private arrived = 0;
  private sign: Sign = '+=';
  private parts: readonly Contribution[] = [];
  private offered = '';
  private madeFor = '';

  protected build(_player: Player): void {
    this.value = this.dataset['value'] ?? '';
    this.list.className = 'fan-users';
    this.arrows.classList.add('fan-arrows');
    this.arrows.setAttribute('aria-hidden', 'true');
    this.box.className = 'fan-box';
    this.told.className = 'fan-told';
    this.told.setAttribute('role', 'status');
    const stage = document.createElement('div');
    stage.className = 'fan-stage';
    stage.append(this.list, this.arrows, this.box);
    this.append(this.controls(), stage, this.told);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private get words() {
    return this.strings.figures.fanIn;
  }

  private controls(): HTMLElement {
    const { words } = this;
    const bar = document.createElement('div');
    bar.className = 'figure-controls';
    const label = document.createElement('label');
    label.textContent = `${words.value} `;
    label.append(this.choice);
    this.choice.addEventListener('change', () => {
      this.value = this.choice.value;
      this.startOver();
    });
    const group = document.createElement('div');
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', words.written);
    for (const sign of signs) {
      const choose = document.createElement('button');
      choose.type = 'button';
      choose.textContent = sign;
      choose.setAttribute('aria-label', fill(words.sign[sign], { sign }));
      choose.addEventListener('click', () => {
        this.sign = sign;
        this.invalidate();
      });
      this.signButtons.set(sign, choose);
      group.append(choose);
    }
    for (const button of [this.next, this.again]) button.type = 'button';
    this.next.textContent = words.next;
    this.next.addEventListener('click', () => {
      this.arrived = Math.min(this.parts.length, this.arrived + 1);
      this.invalidate();
    });
    this.again.textContent = words.again;
    this.again.className = 'plain';
    this.again.addEventListener('click', () => this.startOver());
    bar.append(label, group, this.next, this.again);
    return bar;
  }

  private startOver(): void {
    this.arrived = 0;
    this.cut.clear();
    this.invalidate();
  }

  /** The cell that is looked at: the chosen one where it is one of this value, else the first, of the example that is shown. */
  private indexIn(state: PlayerState, trace: StepTrace): readonly number[] {
    const shape = shapeOf(trace, this.value) ?? [];
    const { selection } = state;
    if (selection?.op === this.value && selection.index?.length === shape.length) return selection.index;
    return shape.map((size, axis) => (axis === 0 && size === trace.batchIds.length ? trace.item : 0));
  }

  private arrivals(state: PlayerState): Arrivals | null {
    const { trace } = state;
    if (trace === null) return null;
    const found = fanInOf(trace, this.value, this.indexIn(state, trace));
    return found && { ...found, parts: folded(found.parts, this.words.others) };
  }

  protected override draw(state: PlayerState): void {
    const { trace } = state;
    if (trace === null) return;
    this.offer(trace);
    const found = this.arrivals(state);
    this.parts = found?.parts ?? [];
    this.arrived = Math.min(this.arrived, this.parts.length);
    for (const [sign, choose] of this.signButtons) choose.setAttribute('aria-pressed', String(sign === this.sign));
    this.next.disabled = this.arrived === this.parts.length;
    const key = `${this.value}|${this.parts.map(({ from }) => from).join()}`;
    if (key !== this.madeFor) this.make(key);
    this.drawRows();
    this.drawBox(found, this.placeOf(state, trace));
  }

  private placeOf(state: PlayerState, trace: StepTrace): string {
    const index = this.indexIn(state, trace);
    return index.length === 0 ? named(this.value) : `${this.value}[${index.join(', ')}]`;
  }

  private offer(trace: StepTrace): void {
    const names = sharedValues(trace);
    const text = names.join();
    if (text === this.offered) return;
    this.offered = text;
    this.choice.replaceChildren(...names.map((name) => new Option(named(name), name)));
    if (!names.includes(this.value)) this.value = names[0] ?? '';
    this.choice.value = this.value;
  }

  private make(key: string): void {
    this.madeFor = key;
    const { words } = this;
    this.list.replaceChildren(
      ...this.parts.map(({ from }, at) => {
        const row = document.createElement('li');
        row.style.height = `${ROW}px`;
        const go = document.createElement('button');
        go.type = 'button';
        go.className = 'plain';
        go.textContent = from;
        go.addEventListener('click', () => this.player?.standAt(from, 'backward'));
        const number = document.createElement('span');
        number.className = 'fan-number';
        const label = document.createElement('label');
        const box = document.createElement('input');
        box.type = 'checkbox';
        box.setAttribute('aria-label', fill(words.cutSaid, { from }));
        box.addEventListener('change', () => {
          if (box.checked) this.cut.add(at);
          else this.cut.delete(at);
          this.invalidate();
        });
        label.append(box, ` ${words.cut}`);
        row.append(go, label, number);
        return row;
      }),
    );
    const height = ROW * this.parts.length;
    this.arrows.setAttribute('viewBox', `0 0 ${WIDE} ${height}`);
    this.arrows.setAttribute('width', String(WIDE));
    this.arrows.setAttribute('height', String(height));
    this.arrows.setAttribute('preserveAspectRatio', 'none'); // narrower on a phone
    this.arrows.replaceChildren(
      ...this.parts.map((_, at) => {
        const path = document.createElementNS(SVG, 'path');
        const [from, to] = [ROW * (at + 0.5), height / 2];
        path.setAttribute('d', `M2 ${from}C${WIDE / 2} ${from} ${WIDE / 2} ${to} ${WIDE - 2} ${to}`);
        return path;
      }),
    );
  }

  private drawRows(): void {
    this.parts.forEach(({ value, product }, at) => {
      const row = this.list.children[at] as HTMLElement;
      const number = row.querySelector('.fan-number')!;
      const amount = value === null ? this.words.notKept : numeral(value, 3);
      number.textContent =
        product === null ? amount : `${short(product.upstream)} × ${short(product.slope)} = ${amount}`;
      const box = row.querySelector('input')!;
      box.checked = this.cut.has(at);
      const arrow = this.arrows.children[at] as SVGElement;
      for (const element of [row, arrow]) {
        element.classList.toggle('is-cut', this.cut.has(at));
        element.classList.toggle('has-arrived', at < this.arrived);
      }
    });
  }

  private get isOpen(): boolean {
    const { curtain } = this.dataset;
    return curtain === undefined || answerTo(curtain) !== null;
  }

  private drawBox(found: Arrivals | null, place: string): void {
    const { words } = this;
    const totals = runningTotals(this.parts, this.sign, this.cut);
    const now = this.arrived === 0 ? 0 : (totals[this.arrived - 1] ?? null);
    const name = document.createElement('span');
    name.textContent = place;
    const number = document.createElement('b');
    number.textContent = now === null ? words.notKept : numeral(now, 3);
    const count = document.createElement('span');
    count.textContent = fill(words.arrived, { count: this.arrived, of: this.parts.length });
    this.box.replaceChildren(name, number, count);
    const total = found?.total ?? null;
    this.told.textContent =
      total === null
        ? words.nothing
        : fill(words.recorded, { place, total: this.isOpen ? numeral(total) : '?' }) +
          this.differs(totals.at(-1), total);
  }

  /** Where all have arrived and something else lies there, that is said. */
  private differs(sum: number | null | undefined, total: number): string {
    if (!this.isOpen || this.arrived < this.parts.length || sum == null) return '';
    const isSame = Math.abs(sum - total) <= 1e-4 * Math.max(Math.abs(sum), Math.abs(total), 1e-6);
    return ` ${isSame ? this.words.same : fill(this.words.other, { sum: numeral(sum) })}`;
  }

  override drawn(state: PlayerState): readonly Drawn[] {
    const { trace } = state;
    const index = trace === null ? [] : this.indexIn(state, trace);
    const found = trace && fanInOf(trace, this.value, index);
    if (trace === null || found === null) return [];
    const at = `[${index.join(',')}]`;
    const isLeaf = trace.updates.some(({ label }) => label === this.value);
    const total = isLeaf ? `parameter ${this.value} gradient${at}` : `${this.value} gradOutput${at}`;
    return [
      ...(found.total === null ? [] : [{ id: total, value: found.total }]),
      ...found.parts.flatMap(({ from, place, value }) =>
        value === null ? [] : [{ id: `${from} gradInput${place}${at}`, value }],
      ),
    ];
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const { words } = this;
    const { trace } = state;
    if (trace === null) return null;
    this.offer(trace);
    const found = this.arrivals(state);
    const rows = (found?.parts ?? []).map(({ from, value, product }) => [
      from,
      product === null ? '' : numeral(product.upstream),
      product === null ? '' : numeral(product.slope),
      value === null ? words.notKept : numeral(value),
    ]);
    const total = found?.total ?? null;
    const last = [words.lies, '', '', !this.isOpen ? '?' : total === null ? words.notKept : numeral(total)];
    return numberTable(fill(words.tableCaption, { place: this.placeOf(state, trace) }), words.columns, [...rows, last]);
  }

  protected override sentence({ trace }: PlayerState): string {
    if (trace === null) return '';
    return fill(this.words.sentence, { step: trace.step, place: named(this.value), count: this.parts.length });
  }
}

/** `units.0.a` is a₁ in the formulas; other names stay. */
const named = (name: string): string =>
  name.replace(/^units\.(\d+)\.(\w)$/, (_, u: string, letter: string) => letter + '₁₂₃₄'[Number(u)]!);

customElements.define('fan-in', FanIn);
