/**
 * `<conv-lens>`: one output pixel of the first convolution. Forwards: the window of the image, the kernel, nine products, the
 * bias, and the recorded output they add up to. Backwards: the gradient that reaches this pixel and what it adds to each cell of
 * the kernel's gradient, beside the recorded total over all pixels and all images, which is what the step uses.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { drawnLens } from '../parts/cells/drawnLens.ts';
import { type Lens, lensAt, lensOp, lensPlace, slidesAlong } from '../parts/cells/lens.ts';
import { shownPart, termsOf } from '../parts/cells/shownTensor.ts';
import { type WindowTable, windowTable } from '../parts/cells/windowTable.ts';
import type { Drawn } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { numeral, scaleOf } from '../parts/ink.ts';
import { TensorView } from '../stage/TensorView.ts';

const MAP_HEIGHT = 224;
/** Long enough to compare with the table of products by hand. */
const SUM_DIGITS = 7;

interface Parts {
  readonly image: TensorView;
  readonly map: TensorView;
  readonly window: WindowTable;
  readonly windowAgain: WindowTable;
  readonly kernel: WindowTable;
  readonly products: WindowTable;
  readonly shares: WindowTable;
  readonly total: WindowTable;
  readonly sum: HTMLElement;
}

export class ConvLens extends Figure {
  private backward = false;
  private parts: Parts | null = null;
  private readonly forwardTerms = document.createElement('div');
  private readonly backwardTerms = document.createElement('div');
  private readonly upstream = document.createElement('span');
  private readonly buttons = new Map<boolean, HTMLButtonElement>();

  protected build(player: Player): void {
    const { strings } = this;
    const place = (index: readonly number[]): void => this.choose(player, index);
    const size = { strings, maxHeight: MAP_HEIGHT, maxCell: 16 };
    this.parts = {
      image: new TensorView({ ...size, onPoint: (inside) => player.pointAt(inside ? 'x' : null) }),
      map: new TensorView({
        ...size,
        onSelect: place,
        onMove: place,
        onPoint: (inside) => player.pointAt(inside ? this.outputTerm() : null),
      }),
      window: windowTable('window', 'value'),
      windowAgain: windowTable('window', 'value'),
      kernel: windowTable('kernel', 'value'),
      products: windowTable('products', 'value'),
      shares: windowTable('shares', 'gradient'),
      total: windowTable('total', 'gradient'),
      sum: document.createElement('p'),
    };
    const maps = document.createElement('div');
    maps.className = 'lens-maps';
    maps.append(this.parts.image.element, this.parts.map.element);
    this.parts.sum.className = 'lens-sum';
    this.append(this.directionButtons(), maps, this.termRows(this.parts), this.parts.sum);
  }

  protected override draw(state: PlayerState): void {
    const { trace } = state;
    if (trace === null || this.parts === null) return;
    const lens = lensAt(trace, lensPlace(trace, state.selection));
    for (const [backward, button] of this.buttons)
      button.setAttribute('aria-pressed', String(backward === this.backward));
    this.drawMaps(this.parts, trace, lens, state);
    this.forwardTerms.hidden = lens === null || this.backward;
    this.backwardTerms.hidden = lens === null || !this.backward;
    this.parts.sum.hidden = lens === null;
    if (lens === null) return;
    if (this.backward) this.drawBackward(this.parts, lens);
    else this.drawForward(this.parts, lens);
    this.light(this.parts, state.term);
  }

  override drawn({ trace, selection }: PlayerState): readonly Drawn[] {
    const lens = trace && lensAt(trace, lensPlace(trace, selection));
    return trace === null || lens === null ? [] : drawnLens(trace, lens);
  }

  protected override table({ trace, selection }: PlayerState): HTMLTableElement | null {
    const lens = trace && lensAt(trace, lensPlace(trace, selection));
    if (lens === null) return null;
    const words = this.strings.figures.convLens;
    const table = document.createElement('table');
    const head = table.createTHead().insertRow();
    for (const title of [
      words.cell,
      words.window,
      words.kernel,
      words.products,
      ...(lens.backward ? [words.shares, words.total] : []),
    ]) {
      const cell = document.createElement('th');
      cell.scope = 'col';
      cell.textContent = title;
      head.append(cell);
    }
    const body = table.createTBody();
    lens.products.forEach((product, at) => {
      const row = body.insertRow();
      const cells = [
        lens.window[at] ?? 0,
        lens.kernel[at]!,
        product,
        ...(lens.backward ? [lens.backward.shares[at]!, lens.backward.total[at]!] : []),
      ];
      row.insertCell().textContent = `[${Math.floor(at / lens.kernelColumns)}, ${at % lens.kernelColumns}]`;
      for (const number of cells) row.insertCell().textContent = numeral(number, SUM_DIGITS);
    });
    for (const [name, number] of [
      [words.bias, lens.bias],
      [words.output, lens.output],
    ] as const) {
      const row = body.insertRow();
      row.insertCell().textContent = name;
      const cell = row.insertCell();
      cell.colSpan = 3;
      cell.textContent = numeral(number, SUM_DIGITS);
    }
    return table;
  }

  protected override sentence({ trace, selection }: PlayerState): string {
    const lens = trace && lensAt(trace, lensPlace(trace, selection));
    if (lens === null) return '';
    const words = this.strings.figures.convLens;
    const { filter, row, column } = lens.place;
    const values = {
      filter,
      row,
      column,
      output: numeral(lens.output),
      examples: trace!.batchIds.length,
    };
    if (!this.backward || lens.backward === null) return fill(words.sentence, values);
    return fill(words.sentenceBackward, { ...values, upstream: numeral(lens.backward.upstream) });
  }

  private outputTerm(): string {
    return this.backward ? 'dout' : 'out';
  }

  private choose(player: Player, index: readonly number[]): void {
    const op = player.state.trace && lensOp(player.state.trace);
    if (op === null) return;
    const { filter } = lensPlace(player.state.trace!, player.state.selection);
    const place = index.slice(slidesAlong(op) ? -1 : -2);
    const tensor = { kind: this.backward ? ('gradOutput' as const) : ('output' as const) };
    player.select({ op: op.label, tensor, index: [player.state.trace!.item, filter, ...place] });
  }

  private directionButtons(): HTMLElement {
    const words = this.strings.figures.convLens;
    const bar = document.createElement('div');
    bar.className = 'figure-controls';
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', words.direction);
    for (const backward of [false, true]) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'plain';
      button.textContent = backward ? words.backward : words.forward;
      button.addEventListener('click', () => {
        this.backward = backward;
        this.invalidate();
      });
      this.buttons.set(backward, button);
      bar.append(button);
    }
    return bar;
  }

  private termRows({ window, windowAgain, kernel, products, shares, total }: Parts): DocumentFragment {
    const words = this.strings.figures.convLens;
    window.name(words.window);
    windowAgain.name(words.window);
    kernel.name(words.kernel);
    products.name(words.products);
    shares.name(words.shares);
    total.name(words.total);
    this.forwardTerms.className = 'lens-terms';
    this.forwardTerms.append(window.element, sign('×'), kernel.element, sign('='), products.element);
    this.backwardTerms.className = 'lens-terms';
    this.upstream.className = 'lens-upstream';
    this.backwardTerms.append(
      this.upstream,
      sign('×'),
      windowAgain.element,
      sign('='),
      shares.element,
      sign(words.partOf),
      total.element,
    );
    const rows = document.createDocumentFragment();
    rows.append(this.forwardTerms, this.backwardTerms);
    return rows;
  }

  private drawMaps({ image, map }: Parts, trace: StepTrace, lens: Lens | null, { term }: PlayerState): void {
    const words = this.strings.figures.convLens;
    const op = lensOp(trace);
    // A sequence is long and low: it takes the whole width.
    const width = slidesAlong(op) ? Math.min(640, this.clientWidth) : Math.min(MAP_HEIGHT, (this.clientWidth - 24) / 2);
    const input = op && shownPart(trace, op, { kind: 'input', place: 0 });
    const part = { kind: this.backward ? ('gradOutput' as const) : ('output' as const) };
    const output = op && shownPart(trace, op, part);
    if (op === null || input === null || output === null || lens === null) {
      image.draw(null, width, words.absent);
      map.draw(null, width);
      return;
    }
    const { filter, row, column } = lens.place;
    const isAlong = slidesAlong(op);
    // Of several channels the frame stands in the first; along a sequence the channels are the rows.
    const frame = isAlong
      ? { index: [...input.prefix, 0, lens.left], rows: lens.kernelRows, columns: lens.kernelColumns }
      : { index: [...input.prefix, 0, lens.top, lens.left], rows: lens.channelRows, columns: lens.kernelColumns };
    const own = Math.max(1, scaleOf(input.values));
    image.draw({ name: words.image, shown: input, mode: 'value', scale: own, frame, lit: term === 'x' }, width);
    const inner = output.shape.slice(1);
    const size = inner.reduce((product, n) => product * n, 1);
    const shown = {
      ...output,
      values: output.values.subarray(filter * size, (filter + 1) * size),
      shape: output.shape.slice(1),
      prefix: [...output.prefix, filter],
      fullShape: output.shape.slice(1),
    };
    const name = fill(this.backward ? words.mapGradient : words.map, { filter });
    const index = isAlong ? [...shown.prefix, column] : [...shown.prefix, row, column];
    const lit = term !== null && termsOf(trace, op, part).includes(term);
    map.draw(
      {
        name,
        shown,
        mode: this.backward ? 'gradient' : 'value',
        scale: scaleOf(output.values),
        frame: { index, rows: 1, columns: 1 },
        selected: index,
        lit,
      },
      width,
    );
  }

  private drawForward({ window, kernel, products, sum }: Parts, lens: Lens): void {
    window.set(lens.window, lens.kernelColumns, Math.max(1, scaleOf(lens.window.map((x) => x ?? 0))));
    const scale = scaleOf(lens.kernel);
    kernel.set(lens.kernel, lens.kernelColumns, scale);
    products.set(lens.products, lens.kernelColumns, scale);
    setText(
      sum,
      fill(this.strings.figures.convLens.sum, {
        products: lens.products.length,
        bias: numeral(lens.bias),
        output: numeral(lens.output, SUM_DIGITS),
      }),
    );
  }

  private drawBackward({ windowAgain, shares, total, sum }: Parts, lens: Lens): void {
    if (lens.backward === null) return;
    const { upstream } = lens.backward;
    setText(this.upstream, numeral(upstream));
    windowAgain.set(lens.window, lens.kernelColumns, 1);
    shares.set(lens.backward.shares, lens.kernelColumns, scaleOf(lens.backward.shares));
    total.set(lens.backward.total, lens.kernelColumns, scaleOf(lens.backward.total));
    const words = this.strings.figures.convLens;
    const image = lens.op.backward?.gradInputs[0] === null ? ` ${words.imageUnasked}` : '';
    setText(sum, `${upstream === 0 ? words.nothing : fill(words.share, { upstream: numeral(upstream) })}${image}`);
  }

  private light({ window, windowAgain, kernel, products, shares, total, sum }: Parts, term: string | null): void {
    const lit = (element: HTMLElement, ...terms: string[]): void => {
      element.classList.toggle('is-lit', term !== null && terms.includes(term));
    };
    lit(window.element, 'x');
    lit(windowAgain.element, 'x');
    lit(this.upstream, 'dout');
    lit(kernel.element, 'W', 'theta');
    lit(products.element, 'out');
    lit(shares.element, 'dW');
    lit(total.element, 'dW', 'grad');
    lit(sum, 'out', 'b');
  }
}

function sign(text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'lens-sign';
  element.textContent = text;
  return element;
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

customElements.define('conv-lens', ConvLens);
