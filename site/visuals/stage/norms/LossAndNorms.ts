/**
 * `<loss-and-norms>`: the losses of all steps, and how large each parameter's gradient is, and its update beside the parameter: a heat strip
 * over the steps that this page has shown, and bars of the step on screen. What was not shown is empty. One tab stop; up and down choose a
 * parameter, left and right go to the next step that was seen.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import type { StepTrace } from '../../../player/protocol.ts';
import { lastStepOnAxis } from '../../parts/curves/lastStepOnAxis.ts';
import { powersRound } from '../../parts/curves/powers.ts';
import type { Drawn } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, letters, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { largestOf, normsOf, type ParameterNorms, type Quantity, quantities, shownBeforeRoom } from './norms.ts';
import { paintNorms } from './paintNorms.ts';
import { SeenNorms } from './SeenNorms.ts';
import { type StripLayout, stripAt, stripLayout } from './stripLayout.ts';

/** The axis shows at least so many powers of ten, and at most that many. */
const LEAST_POWERS = 2;
const MOST_POWERS = 8;
const WIDEST_NAME = 300;

export class LossAndNorms extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly buttons = new Map<Quantity, HTMLButtonElement>();
  private readonly detail = document.createElement('p');
  private readonly events = document.createElement('ul');
  private readonly seen = new SeenNorms();
  private quantity: Quantity = 'gradient';
  private chosen = 0;
  private layout: StripLayout | null = null;
  private steps = 1;

  protected build(player: Player): void {
    // Every step that comes is kept, seen or not.
    player.subscribe(({ trace, tracks, focus }) => {
      if (trace !== null) this.seen.add(trace, JSON.stringify(tracks[focus]?.spec));
    });
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute('role', 'application');
    this.canvas.setAttribute('aria-label', this.strings.figures.lossAndNorms.label);
    this.canvas.addEventListener('keydown', (event) => this.key(event));
    this.canvas.addEventListener('click', (event) => this.clickAt(event));
    this.detail.className = 'norms-detail';
    this.detail.setAttribute('aria-live', 'polite');
    this.events.className = 'norms-events';
    this.append(this.modes(), this.canvas, this.detail, this.events);
  }

  private modes(): HTMLElement {
    const words = this.strings.figures.lossAndNorms;
    const bar = document.createElement('div');
    bar.className = 'figure-controls';
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', words.show);
    for (const quantity of quantities) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'plain';
      button.textContent = words.shows[quantity];
      button.addEventListener('click', () => {
        this.quantity = quantity;
        this.invalidate();
      });
      this.buttons.set(quantity, button);
      bar.append(button);
    }
    return bar;
  }

  /** All parameters; before a room those that it has room for. */
  private rowsOf(trace: StepTrace): readonly ParameterNorms[] {
    const norms = normsOf(trace);
    return document.documentElement.dataset['presenter'] === undefined ? norms : shownBeforeRoom(norms);
  }

  protected override draw(state: PlayerState): void {
    const { trace, metrics, info } = state;
    if (trace === null) return;
    const norms = this.rowsOf(trace);
    for (const [quantity, button] of this.buttons)
      button.setAttribute('aria-pressed', String(quantity === this.quantity));
    this.chosen = Math.max(0, Math.min(this.chosen, norms.length - 1));
    this.steps = lastStepOnAxis(Math.max(metrics.length, this.seen.last + 1), info.stepsPerEpoch, info.totalSteps);
    const losses = this.losses(state);
    this.layout = stripLayout(this.clientWidth, norms.length, losses.length, this.nameWidth(norms));
    const context = prepareCanvas(this.canvas, this.layout.width, this.layout.height);
    const words = this.strings.figures.lossAndNorms;
    paintNorms(this, context, {
      layout: this.layout,
      norms,
      seen: this.seen,
      quantity: this.quantity,
      powers: powersRound(this.seen.all(this.quantity), LEAST_POWERS, MOST_POWERS),
      metrics,
      losses,
      steps: this.steps,
      shownStep: trace.step,
      chosen: this.chosen,
      flags: this.flags(state).map(({ step }) => step),
      words: { strips: words.strips[this.quantity], bars: fill(words.bars, { step: trace.step }) },
    });
    this.detail.textContent = this.detailText(norms[this.chosen]);
    this.drawEvents(state);
  }

  private nameWidth(norms: readonly ParameterNorms[]): number {
    const context = this.canvas.getContext('2d')!;
    context.font = `700 ${letters(14)}px ${ink(this, '--font-ui')}`;
    return Math.min(WIDEST_NAME, Math.ceil(Math.max(...norms.map(({ label }) => context.measureText(label).width))));
  }

  /** All numbers of a step that are losses, by the run's own names. */
  private losses({ metrics }: PlayerState): { key: string; name: string }[] {
    const words: Readonly<Record<string, string>> = this.strings.figures.lossAndNorms.losses;
    return Object.keys(metrics.at(-1)?.metrics ?? {})
      .filter((key) => /loss$/i.test(key))
      .map((key, _, { length }) => ({ key, name: (length > 1 && key === 'loss' ? words['own'] : words[key]) ?? key }));
  }

  /** The largest gradient seen, the first that is no number, the first loss that is none, and an early end. */
  private flags({ metrics, ending }: PlayerState): { step: number; text: string }[] {
    const words = this.strings.figures.lossAndNorms;
    const peak = this.seen.peak();
    const broken = this.seen.firstBroken();
    const lost = metrics.find(({ loss }) => !Number.isFinite(loss));
    return [
      ...(peak === null || this.seen.count < 2
        ? []
        : [{ step: peak.step, text: fill(words.peak, { label: peak.label, gradient: numeral(peak.gradient, 3) }) }]),
      ...(broken === null ? [] : [{ step: broken, text: words.broken }]),
      ...(lost === undefined ? [] : [{ step: lost.step, text: fill(words.lost, { loss: numeral(lost.loss) }) }]),
      ...(ending === null ? [] : [{ step: ending.step, text: fill(words.ended, { message: ending.message }) }]),
    ];
  }

  private drawEvents(state: PlayerState): void {
    const words = this.strings.figures.lossAndNorms;
    const rows = this.flags(state).map(({ step, text }) => {
      const row = document.createElement('li');
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'plain';
      button.textContent = fill(words.goTo, { step });
      button.addEventListener('click', () => this.player?.seek(step));
      row.append(button, ` ${text}`);
      return row;
    });
    // Buttons that say the same stay: one may have the focus.
    const isSame =
      rows.map((row) => row.textContent).join() === [...this.events.children].map((row) => row.textContent).join();
    if (!isSame) this.events.replaceChildren(...rows);
  }

  private detailText(norms: ParameterNorms | undefined): string {
    const words = this.strings.figures.lossAndNorms;
    if (norms === undefined) return words.nothing;
    const { label, before, gradient, change, ratio, optimizer, steps, parts } = norms;
    const names: Readonly<Record<string, string>> = words.parts;
    const told = fill(words.detail, {
      label,
      before: numeral(before),
      gradient: numeral(gradient),
      change: numeral(change),
      ratio: numeral(ratio, 3),
      optimizer,
      steps,
    });
    if (parts.length === 0) return told;
    const list = parts.map(({ name, norm }) => `${names[name] ?? name} ${numeral(norm)}`).join(', ');
    return `${told} ${fill(words.madeOf, { list })}`;
  }

  private clickAt(event: MouseEvent): void {
    if (this.layout === null) return;
    const box = this.canvas.getBoundingClientRect();
    const { share, row } = stripAt(this.layout, event.clientX - box.x, event.clientY - box.y);
    if (share !== null) this.player?.seek(Math.min(this.steps - 1, Math.floor(share * this.steps)));
    else if (row !== null) this.choose(row);
  }

  /** A parameter's gradient is a tensor of the op that reads it: every figure goes there. */
  private choose(row: number): void {
    const { player } = this;
    const trace = player?.state.trace;
    const label = this.seen.labels[row];
    if (!player || !trace || label === undefined) return;
    this.chosen = row;
    const reader = trace.ops.find((op) => op.backward !== null && placeOf(trace, op.inputs, label) >= 0);
    if (reader !== undefined) {
      const place = placeOf(trace, reader.inputs, label);
      player.select({ op: reader.label, tensor: { kind: 'gradInput', place }, index: null });
    }
    this.invalidate();
  }

  private key(event: KeyboardEvent): void {
    const shown = this.player?.state.trace?.step ?? 0;
    const rows = this.seen.labels.length;
    const goals: Readonly<Record<string, number>> = {
      ArrowUp: this.chosen - 1,
      ArrowDown: this.chosen + 1,
      Home: 0,
      End: rows - 1,
    };
    const goal = goals[event.key];
    if (event.key === 'Escape') this.canvas.blur();
    else if (goal !== undefined) this.choose(Math.min(Math.max(0, goal), rows - 1));
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const step = this.seen.neighbour(shown, event.key === 'ArrowRight' ? 1 : -1);
      if (step !== null) this.player?.seek(step);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    return (trace === null ? [] : normsOf(trace)).flatMap(({ label, before, gradient, change }) => [
      { id: `norm ${label} before`, value: before },
      { id: `norm ${label} gradient`, value: gradient },
      { id: `norm ${label} change`, value: change },
    ]);
  }

  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    const words = this.strings.figures.lossAndNorms;
    if (trace === null) return null;
    const names: Readonly<Record<string, string>> = words.parts;
    const rows = normsOf(trace).map(({ label, before, gradient, change, ratio, parts }) => [
      label,
      ...[before, gradient, change, ratio].map((value) => numeral(value)),
      parts.map(({ name, norm }) => `${names[name] ?? name} ${numeral(norm)}`).join(', '),
    ]);
    return numberTable(fill(words.tableCaption, { step: trace.step }), words.columns, rows);
  }

  protected override sentence(state: PlayerState): string {
    const words = this.strings.figures.lossAndNorms;
    const { trace, metrics } = state;
    const norms = trace === null ? [] : normsOf(trace);
    // What starts at 0 has no length yet that a move could be a share of.
    const sized = norms.filter(({ ratio }) => Number.isFinite(ratio));
    const [loudest, quickest] = [largestOf(norms, 'gradient'), largestOf(sized.length > 0 ? sized : norms, 'ratio')];
    if (trace === null || loudest === null || quickest === null) return '';
    return fill(words.sentence, {
      step: trace.step,
      loudest: loudest.label,
      gradient: numeral(loudest.gradient, 3),
      quickest: quickest.label,
      ratio: numeral(quickest.ratio, 3),
      seen: this.seen.count,
      made: metrics.length,
    });
  }
}

const placeOf = (trace: StepTrace, inputs: readonly number[], label: string): number =>
  inputs.findIndex((id) => trace.tensors.get(id)?.label === label);

customElements.define('loss-and-norms', LossAndNorms);
