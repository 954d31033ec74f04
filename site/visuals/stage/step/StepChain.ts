/**
 * The ops of a step as a chain of links, folded where they are many; of the fold stood in, a second row shows the ops. Arrow keys walk op by
 * op, with Shift fold by fold. A part of a figure: it hears no player, and says where the reader wants to go.
 */
import type { OpTrace, StepTrace } from '../../../player/protocol.ts';
import type { Border } from '../../parts/cells/borders.ts';
import { type Fold, nameParts } from '../../parts/cells/folds.ts';
import { shapeLabel } from '../../parts/cells/shownTensor.ts';
import { foldsOf, inPhase, opsOf, type Phase, type Stop } from '../../parts/cells/walk.ts';

export interface ChainWords {
  /** The output is one number. */
  readonly scalar: string;
  /** `{count} ops` */
  readonly ops: (count: number) => string;
  readonly outer: string;
  /** The ops of the fold called so. */
  readonly inner: (fold: string) => string;
  /** Stands before the op where one network reads what another made. */
  readonly border: (border: Border) => string;
}

export class StepChain {
  readonly element = document.createElement('div');
  private readonly outer = document.createElement('ol');
  private readonly inner = document.createElement('ol');
  private readonly words: ChainWords;
  private readonly go: (stop: Stop) => void;
  private folds: readonly Fold[] = [];
  private drawnFor = '';
  private openFold: Fold | null = null;

  constructor(words: ChainWords, go: (stop: Stop) => void) {
    this.words = words;
    this.go = go;
    for (const list of [this.outer, this.inner]) list.className = 'stepper-chain';
    this.inner.classList.add('stepper-inside');
    this.outer.setAttribute('aria-label', words.outer);
    this.element.append(this.outer, this.inner);
  }

  draw(trace: StepTrace, phase: Phase, here: OpTrace, borders: ReadonlyMap<number, Border> = new Map()): void {
    const hadFocus = this.element.contains(document.activeElement);
    const labels = `${trace.ops.map(({ label }) => label).join(' ')} ${[...borders.keys()].join()}`;
    if (labels !== this.drawnFor) {
      this.drawnFor = labels;
      this.folds = foldsOf(trace);
      this.outer.replaceChildren(...this.folds.map((fold) => this.foldLink(trace, fold)));
      for (const [at, { ops }] of this.folds.entries()) {
        const border = ops.map(({ index }) => borders.get(index)).find((one) => one !== undefined);
        if (border !== undefined) this.drawBorder(this.outer.children[at]!, border);
      }
      this.openFold = null;
    }
    const reachable = new Set(opsOf(trace, phase).map(({ index }) => index));
    const standsIn = this.folds.find(({ ops }) => ops.some(({ index }) => index === here.index));
    this.open(trace, standsIn ?? null);
    for (const list of [this.outer, this.inner]) list.dataset['phase'] = phase;
    this.folds.forEach((fold, at) => {
      const isHere = fold === standsIn;
      mark(this.outer.children[at]!, isHere, isHere && fold.ops.length === 1, () => isReachable(fold.ops, reachable));
    });
    standsIn?.ops.forEach((op, at) => {
      const link = this.inner.children[at];
      if (link) mark(link, op.index === here.index, op.index === here.index, () => reachable.has(op.index));
    });
    if (hadFocus) this.current()?.focus({ preventScroll: true });
    for (const list of [this.outer, this.inner]) reveal(list);
  }

  /** A line across the chain, and whose side is whose. */
  private drawBorder(link: Element, border: Border): void {
    const name = document.createElement('span');
    name.className = 'stepper-border';
    name.textContent = this.words.border(border);
    link.classList.add('has-border');
    link.prepend(name);
  }

  private current(): HTMLElement | null {
    return this.element.querySelector<HTMLElement>('[aria-current="step"]');
  }

  private open(trace: StepTrace, fold: Fold | null): void {
    if (fold === this.openFold) return;
    this.openFold = fold;
    const ops = fold !== null && fold.ops.length > 1 ? fold.ops : [];
    this.inner.hidden = ops.length === 0;
    this.inner.setAttribute('aria-label', this.words.inner(fold?.path ?? ''));
    this.inner.replaceChildren(...ops.map((op) => this.opLink(trace, op)));
  }

  private foldLink(trace: StepTrace, fold: Fold): HTMLLIElement {
    const [first] = fold.ops;
    if (fold.ops.length === 1) return this.link(fold.path, this.shapeOf(trace, first!), first!.label);
    return this.link(fold.path, this.words.ops(fold.ops.length), first!.label, fold);
  }

  private opLink(trace: StepTrace, op: OpTrace): HTMLLIElement {
    return this.link(nameParts(op.label).name, this.shapeOf(trace, op), op.label);
  }

  private shapeOf(trace: StepTrace, op: OpTrace): string {
    const shape = trace.tensors.get(op.output)?.shape ?? trace.shapes?.[op.output];
    if (shape === undefined) return op.name;
    return shape.length === 0 ? this.words.scalar : shapeLabel(shape.slice(shape[0] === trace.batchIds.length ? 1 : 0));
  }

  private link(path: string, note: string, op: string, fold?: Fold): HTMLLIElement {
    const { lead, name } = nameParts(path);
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    const small = document.createElement('small');
    small.textContent = lead;
    const shape = document.createElement('span');
    shape.textContent = note;
    button.append(...(lead === '' ? [] : [small]), name, shape);
    button.addEventListener('click', () => this.enter(op, fold));
    item.append(button);
    return item;
  }

  /** Into a fold from where its phase begins. */
  private enter(op: string, fold?: Fold): void {
    const phase = (this.outer.dataset['phase'] ?? 'forward') as Phase;
    const trace = this.trace;
    if (trace === null) return;
    const inside = opsOf(trace, phase).find(({ index }) => fold?.ops.some((other) => other.index === index));
    this.go(inPhase(trace, phase, inside?.label ?? op));
  }

  /** The trace last drawn: links act on what stands on the page. */
  trace: StepTrace | null = null;
}

/** A chain that runs along in one line, as before a room, is moved so that the step stands in its middle. */
function reveal(list: HTMLElement): void {
  const isLine = document.documentElement.dataset['presenter'] !== undefined;
  const here = isLine ? list.querySelector<HTMLElement>('.is-here, [aria-current="step"]') : null;
  const item = here?.closest('li');
  if (item == null) return;
  const [of, inside] = [list.getBoundingClientRect(), item.getBoundingClientRect()];
  list.scrollLeft += inside.left + inside.width / 2 - of.left - of.width / 2;
}

const isReachable = (ops: readonly OpTrace[], reachable: ReadonlySet<number>): boolean =>
  ops.some(({ index }) => reachable.has(index));

function mark(item: Element, isHere: boolean, isStop: boolean, canGo: () => boolean): void {
  const button = item.lastElementChild as HTMLButtonElement;
  button.classList.toggle('is-here', isHere);
  if (isStop) button.setAttribute('aria-current', 'step');
  else button.removeAttribute('aria-current');
  button.tabIndex = isStop ? 0 : -1;
  button.disabled = !canGo();
}
