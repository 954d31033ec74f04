/**
 * `<rate-sweep>`: the loss after fifty updates over the learning rate, both logarithmic, a dot for each training. Recorded for the lesson's
 * seed (`data-sweep`), made here for the others. A slider walks along the dots, and any of them can be opened: the map then shows that
 * training. Behind a curtain (`data-curtain`: a prediction) only the slow ones are seen.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import { optionsNow } from '../../player/TrackSpec.ts';
import type { Sweep } from '../../player/trials/protocol.ts';
import { answerTo, whenAnswered } from '../parts/answers.ts';
import { logFrame } from '../parts/curves/logFrame.ts';
import { Figure } from '../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { TrialsRun } from './TrialsRun.ts';

const HEIGHT = 340;
const ACROSS = { from: -2.8, to: -0.25 };
const UP = { from: -1, to: 6 };
const DOT = 3.5;
/** Before the guess. */
const SLOW = 0.1;

export class RateSweep extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly slider = document.createElement('input');
  private readonly readout = document.createElement('p');
  private readonly open = document.createElement('button');
  private readonly sweeps = new Map<number, Sweep>();
  private seed = 0;
  private chosen = 0;
  private run: TrialsRun | null = null;
  private failure = '';

  protected build(player: Player): void {
    const words = this.strings.figures.rateSweep;
    const recorded = JSON.parse(this.dataset['sweep'] ?? '') as Sweep;
    this.sweeps.set(recorded.seed, recorded);
    this.seed = recorded.seed;
    this.chosen = recorded.points.findIndex(({ rate }) => rate >= SLOW);
    this.canvas.setAttribute('aria-hidden', 'true');
    this.slider.type = 'range';
    this.slider.min = '0';
    this.slider.setAttribute('aria-label', words.slider);
    this.slider.addEventListener('input', () => {
      this.chosen = this.slider.valueAsNumber;
      this.invalidate();
    });
    this.slider.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.slider.blur();
    });
    const holder = document.createElement('div');
    holder.className = 'sweep-drawing';
    holder.append(this.canvas, this.slider);
    this.readout.className = 'descent-readout';
    this.readout.setAttribute('aria-live', 'polite');
    this.open.type = 'button';
    this.open.textContent = words.open;
    this.open.addEventListener('click', () => this.openTraining(player));
    const controls = document.createElement('div');
    controls.className = 'figure-controls';
    controls.append(this.open, this.seedChoice(recorded.seed));
    this.append(holder, this.readout, controls);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  override disconnectedCallback(): void {
    this.run?.stop();
    super.disconnectedCallback();
  }

  private seedChoice(recorded: number): HTMLElement {
    const words = this.strings.figures.rateSweep;
    const choice = document.createElement('fieldset');
    choice.className = 'figure-choices';
    const legend = document.createElement('legend');
    legend.textContent = words.seed;
    choice.append(legend);
    for (const seed of [recorded, 1, 2]) {
      const label = document.createElement('label');
      const radio = document.createElement('input');
      radio.type = 'radio';
      radio.name = 'sweep-seed';
      radio.value = String(seed);
      radio.checked = seed === recorded;
      radio.addEventListener('change', () => this.take(seed));
      label.append(radio, String(seed));
      choice.append(label);
    }
    return choice;
  }

  private take(seed: number): void {
    this.seed = seed;
    this.failure = '';
    this.run?.stop();
    this.run = null;
    if (!this.sweeps.has(seed)) {
      this.run = new TrialsRun({ type: 'sweep', seed }, (message) => {
        if (message.type === 'sweep') this.sweeps.set(message.sweep.seed, message.sweep);
        if (message.type === 'failed') this.failure = message.message;
        if (message.type === 'finished' || message.type === 'failed') this.run = null;
        this.invalidate();
      });
    }
    this.invalidate();
  }

  private get isClosed(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  private get points(): Sweep['points'] {
    const points = this.sweeps.get(this.seed)?.points ?? [];
    return this.isClosed ? points.filter(({ rate }) => rate <= SLOW) : points;
  }

  private openTraining(player: Player): void {
    const point = this.points[this.chosen];
    const spec = player.state.tracks[player.state.focus]?.spec;
    if (point === undefined || spec === undefined) return;
    // As it was swept: all examples, from (0, 0).
    const options = { lr: String(point.rate) };
    const sweep = this.sweeps.get(this.seed)!;
    void player.setTracks([{ ...spec, seed: this.seed, options, bugs: [], answers: [], forks: [] }], sweep.updates);
  }

  protected override draw(state: PlayerState): void {
    const sweep = this.sweeps.get(this.seed);
    const words = this.strings.figures.rateSweep;
    const { points } = this;
    this.chosen = Math.min(this.chosen, Math.max(0, points.length - 1));
    this.slider.max = String(Math.max(0, points.length - 1));
    this.slider.disabled = points.length === 0;
    this.slider.value = String(this.chosen);
    this.open.disabled = points.length === 0;
    const width = this.clientWidth;
    const style = getComputedStyle(this);
    const em = Number.parseFloat(style.fontSize);
    const context = prepareCanvas(this.canvas, width, HEIGHT);
    context.font = `${0.9 * em}px ${style.fontFamily}`;
    const frame = logFrame(context, this, { width, height: HEIGHT, em }, { across: ACROSS, up: UP, names: words.axes });
    const { x, y, top, bottom } = frame;
    this.slider.style.insetInlineStart = `${points.length === 0 ? frame.left : x(points[0]!.rate)}px`;
    this.slider.style.width = `${points.length === 0 ? 0 : x(points.at(-1)!.rate) - x(points[0]!.rate)}px`;
    const labels: (() => void)[] = [];
    const upright = (rate: number, text: string, color: string, dash: readonly number[], row: number): void => {
      context.strokeStyle = ink(this, color);
      context.fillStyle = ink(this, color);
      context.lineWidth = 1.5;
      context.setLineDash([...dash]);
      context.beginPath();
      context.moveTo(x(rate), top);
      context.lineTo(x(rate), bottom);
      context.stroke();
      context.setLineDash([]);
      labels.push(() => {
        context.fillStyle = ink(this, color);
        context.textAlign = 'right';
        context.textBaseline = 'top';
        // Readable over the line of another rate.
        context.strokeStyle = ink(this, '--paper');
        context.lineWidth = 4;
        context.strokeText(text, x(rate) - 0.4 * em, top + (row + 0.4) * 1.3 * em);
        context.fillText(text, x(rate) - 0.4 * em, top + (row + 0.4) * 1.3 * em);
      });
    };
    if (sweep !== undefined && !this.isClosed) {
      upright(sweep.edge, `2/λ = ${numeral(sweep.edge, 3)}`, '--ink', [6, 4], 0);
      upright(sweep.fastest, fill(words.fastest, { rate: numeral(sweep.fastest, 3) }), '--ink-faint', [2, 3], 1.2);
    }
    const guess = Number(answerTo(this.dataset['curtain'] ?? '') ?? '');
    if (guess > 0) upright(guess, words.yours, '--accent', [], 2.4);
    for (const write of labels) write();
    context.strokeStyle = ink(this, '--role-loss');
    context.lineWidth = 1.25;
    context.beginPath();
    for (const [i, { rate, loss }] of points.entries()) context[i === 0 ? 'moveTo' : 'lineTo'](x(rate), y(loss));
    context.stroke();
    for (const [i, { rate, loss }] of points.entries()) {
      context.fillStyle = ink(this, '--role-loss');
      context.beginPath();
      context.arc(x(rate), y(loss), i === this.chosen ? DOT + 2.5 : DOT, 0, 2 * Math.PI);
      context.fill();
    }
    // Where the tracks of the page stand on the axis.
    context.fillStyle = ink(this, '--accent');
    for (const { spec } of state.tracks) {
      const rate = Number(optionsNow(spec)['lr'] ?? this.dataset['rate']);
      context.beginPath();
      context.moveTo(x(rate), bottom);
      context.lineTo(x(rate) - 5, bottom - 9);
      context.lineTo(x(rate) + 5, bottom - 9);
      context.fill();
    }
    const text = this.said();
    this.readout.textContent = text;
    this.slider.setAttribute('aria-valuetext', text);
  }

  private said(): string {
    const words = this.strings.figures.rateSweep;
    if (this.failure !== '') return this.failure;
    const sweep = this.sweeps.get(this.seed);
    const point = this.points[this.chosen];
    if (sweep === undefined || point === undefined) return words.running;
    const { rate, loss } = point;
    const text = fill(words.point, { rate, updates: sweep.updates, loss: numeral(loss, 4) });
    return this.isClosed ? `${text} ${words.closed}` : text;
  }

  protected override table(): HTMLTableElement {
    const words = this.strings.figures.rateSweep;
    const rows = this.points.map(({ rate, loss }) => [String(rate), numeral(loss)]);
    return numberTable(fill(words.tableCaption, { seed: this.seed }), words.columns, rows);
  }

  protected override sentence(): string {
    const words = this.strings.figures.rateSweep;
    const sweep = this.sweeps.get(this.seed);
    if (sweep === undefined) return words.running;
    const values = { count: this.points.length, updates: sweep.updates, seed: this.seed };
    return fill(this.isClosed ? words.sentenceClosed : words.sentence, values);
  }
}

customElements.define('rate-sweep', RateSweep);
