/**
 * `<person-moves>`: the parameters of two tracks side by side, one with a person and one without, and how far they lie apart. It draws the parameters
 * before the step that is shown.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { type Drawn, drawnCells } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { apart, parametersBefore } from './groups.ts';

const ROW = 34;

export class PersonMoves extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly readout = document.createElement('p');

  private get words() {
    return this.strings.fairness.person;
  }

  protected build(_player: Player): void {
    this.readout.className = 'fair-readout';
    this.append(this.canvas, this.readout);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private get isCovered(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  /** Parameters of the first two tracks, as many as there are. */
  private shown({ tracks, trace }: PlayerState): readonly (readonly number[])[] {
    const traces = tracks.length === 0 ? [trace] : tracks.slice(0, 2).map((track) => track.trace);
    return traces.flatMap((one) => (one === null ? [] : [parametersBefore(one)]));
  }

  protected override draw(state: PlayerState): void {
    const shown = this.shown(state);
    const [first = []] = shown;
    const { fontSize, fontFamily } = getComputedStyle(this);
    const em = 0.9 * Number.parseFloat(fontSize);
    const width = this.clientWidth;
    const context = prepareCanvas(this.canvas, width, Math.max(1, first.length) * ROW + 2 * em);
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-label', this.words.label);
    context.font = `${em}px ${fontFamily}`;
    const name = Math.max(...this.words.names.map((text) => context.measureText(text).width)) + em;
    const most = Math.max(0.1, ...shown.flat().map(Math.abs));
    const at = (value: number): number => name + ((value / most + 1) / 2) * (width - name - 8);
    context.fillStyle = ink(this, '--rule-strong');
    context.fillRect(at(0), 0, 1, first.length * ROW);
    for (const i of first.keys()) {
      const middle = (i + 0.5) * ROW;
      context.fillStyle = ink(this, '--ink-soft');
      [context.textAlign, context.textBaseline] = ['left', 'middle'];
      context.fillText(this.words.names[i] ?? '', 0, middle);
      for (const [place, values] of shown.entries()) {
        context.fillStyle = ink(this, place === 0 ? '--positive' : '--negative');
        const [x, zero] = [at(values[i] ?? 0), at(0)];
        const height = shown.length === 1 ? 12 : 8;
        const top = shown.length === 1 ? middle - 6 : middle - 9 + 10 * place;
        context.fillRect(Math.min(x, zero), top, Math.max(1.5, Math.abs(x - zero)), height);
      }
    }
    context.fillStyle = ink(this, '--ink-soft');
    context.textAlign = 'center';
    context.fillText('0', at(0), first.length * ROW + em);
    this.readout.textContent = this.distance(state);
  }

  private distance({ tracks }: PlayerState): string {
    const [one, two] = tracks.map(({ trace }) => trace);
    if (one == null || two == null) return this.words.oneTrack;
    const distance = apart(one, two);
    if (distance === null) return this.words.unlike;
    return fill(this.words.apart, { distance: this.isCovered ? '?' : numeral(distance, 3) });
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    return (trace?.updates ?? []).flatMap(({ label, before }) => {
      const tensor = trace?.tensors.get(before);
      return tensor === undefined ? [] : drawnCells(`parameter ${label} before`, { ...tensor, prefix: [] });
    });
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const shown = this.shown(state);
    if (shown.length === 0 || this.isCovered) return null;
    const columns = [this.words.columns[0]!, ...this.words.columns.slice(1, 1 + shown.length)];
    const rows = shown[0]!.map((_, i) => [
      this.words.names[i] ?? String(i),
      ...shown.map((values) => numeral(values[i] ?? Number.NaN, 4)),
    ]);
    return numberTable(fill(this.words.tableCaption, { step: state.trace?.step ?? 0 }), columns, rows);
  }

  protected override sentence(state: PlayerState): string {
    return state.trace === null ? '' : fill(this.words.sentence, { step: state.trace.step });
  }
}

customElements.define('person-moves', PersonMoves);
