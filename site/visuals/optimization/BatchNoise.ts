/**
 * `<batch-noise>`: how far the gradient of a random batch lies from that of all examples, over the batch size, both logarithmic. Dots are
 * measured over 2,000 batches, the line is the law, and a ring for each track is the batch that this very step listened to. Crosses, on
 * request, are what the reader's own accepted function says of the gradients shown (`data-exercise`).
 */
import { fill } from '../../i18n/fill.ts';
import { isAccepted } from '../../player/answers/isAccepted.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { printTrack } from '../../player/trackText.ts';
import { onWorkChanged } from '../../workbench/workStore.ts';
import { answerTo, whenAnswered } from '../parts/answers.ts';
import { descentOf } from '../parts/cells/descent.ts';
import { logFrame } from '../parts/curves/logFrame.ts';
import { lineKinds } from '../parts/curves/lossLines.ts';
import { Figure } from '../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { errorsOf, lawAt, ownError, type SizedError } from './noise.ts';

const HEIGHT = 320;
/** From a half to a hundred examples; errors from a hundredth to a hundred. */
const ACROSS = { from: -0.15, to: 2 };
const UP = { from: -2, to: 2 };
const DOT = 4.5;
/** Batch sizes that the reader's function is asked for. */
const ASKED = [1, 2, 4, 8, 16, 32] as const;

/** What the reader's function said, and of which step. */
interface Yours {
  readonly trace: StepTrace;
  readonly said: readonly { readonly size: number; readonly noise: number }[];
}

export class BatchNoise extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly draws = document.createElement('button');
  private readonly told = document.createElement('p');
  private yours: Yours | null = null;

  protected build(player: Player): void {
    for (const name of ['fullLoss', 'exampleLosses', 'exampleGradients', 'batchErrors']) player.observe(name);
    this.canvas.setAttribute('aria-hidden', 'true');
    this.draws.type = 'button';
    this.draws.textContent = this.strings.figures.batchNoise.draw;
    this.draws.addEventListener('click', () => void this.askReader());
    this.told.setAttribute('role', 'status');
    const bar = document.createElement('div');
    bar.className = 'figure-controls noise-yours';
    bar.append(this.draws, this.told);
    this.append(this.canvas, bar);
    onWorkChanged(() => this.invalidate());
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private get exercise(): string {
    return this.dataset['exercise'] ?? '';
  }

  /** Ask the reader's function for the gradients that are shown. */
  private async askReader(): Promise<void> {
    const words = this.strings.figures.batchNoise;
    const trace = this.player?.state.trace ?? null;
    const examples = (trace && descentOf(trace)?.examples) ?? [];
    const gradients = examples.map((example) => (example === null ? [0, 0] : [...example.gradient]));
    const sizes = ASKED.filter((size) => size < gradients.length);
    if (trace === null || sizes.length === 0) return;
    this.told.textContent = words.asking;
    const { askAccepted } = await import('../../workbench/askAccepted.ts');
    const answers = await askAccepted(
      this.exercise,
      sizes.map((size) => [gradients, size]),
    ).catch(() => null);
    const said = sizes.flatMap((size, i) => {
      const answer = answers?.[i];
      return answer?.kind === 'value' && typeof answer.value === 'number' ? [{ size, noise: answer.value }] : [];
    });
    this.yours = said.length === 0 ? null : { trace, said };
    this.told.textContent = said.length === 0 ? words.noAnswer : words.drawn;
    this.invalidate();
  }

  private get isClosed(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  /** What may be seen: of one example at a time before the guess. */
  private seen(state: PlayerState): readonly SizedError[] | null {
    const errors = state.trace && errorsOf(state.trace);
    return errors === null ? null : errors.slice(0, this.isClosed ? 1 : errors.length);
  }

  protected override draw(state: PlayerState): void {
    const errors = this.seen(state);
    this.draws.hidden = errors === null || this.isClosed || !isAccepted(this.exercise);
    if (this.yours !== null && this.yours.trace !== state.trace) {
      this.yours = null;
      this.told.textContent = '';
    }
    if (errors === null) return;
    const width = this.clientWidth;
    const style = getComputedStyle(this);
    const em = Number.parseFloat(style.fontSize);
    const context = prepareCanvas(this.canvas, width, HEIGHT);
    context.font = `${0.9 * em}px ${style.fontFamily}`;
    const words = this.strings.figures.batchNoise;
    const frame = logFrame(context, this, { width, height: HEIGHT, em }, { across: ACROSS, up: UP, names: words.axes });
    const m = Number(state.info.config['examples']);
    if (!this.isClosed) {
      context.strokeStyle = ink(this, '--ink-soft');
      context.lineWidth = 1.5;
      context.setLineDash([6, 4]);
      context.beginPath();
      // Towards all examples it falls without end; the frame's foot is where it leaves.
      for (let i = 0; i <= 200; i++) {
        const size = m ** (i / 200);
        context[i === 0 ? 'moveTo' : 'lineTo'](frame.x(size), frame.y(lawAt(errors[0]!.law, m, Math.min(size, m))));
      }
      context.stroke();
      context.setLineDash([]);
    }
    context.fillStyle = ink(this, '--ink');
    context.textAlign = 'left';
    context.textBaseline = 'bottom';
    for (const { size, measured } of errors) {
      context.beginPath();
      context.arc(frame.x(size), frame.y(measured), DOT, 0, 2 * Math.PI);
      context.fill();
      const text = measured === 0 ? words.nothing : numeral(measured, 3);
      const isLast = size === m;
      context.textAlign = isLast ? 'right' : 'left';
      context.fillText(text, frame.x(size) + (isLast ? -0.7 : 0.5) * em, frame.y(measured) - 0.3 * em);
    }
    for (const [place, { trace }] of state.tracks.entries()) {
      const own = trace && ownError(trace);
      if (own === null || own.size === m) continue;
      context.strokeStyle = ink(this, lineKinds[place % lineKinds.length]!.color);
      context.lineWidth = 2;
      context.beginPath();
      context.arc(frame.x(own.size), frame.y(own.error), DOT + 3, 0, 2 * Math.PI);
      context.stroke();
    }
    context.strokeStyle = ink(this, '--accent');
    context.lineWidth = 2;
    for (const { size, noise } of this.yours?.said ?? []) {
      if (!(noise > 0)) continue;
      const [x, y] = [frame.x(size), frame.y(noise)];
      context.beginPath();
      for (const slant of [-1, 1]) {
        context.moveTo(x - DOT - 3, y - slant * (DOT + 3));
        context.lineTo(x + DOT + 3, y + slant * (DOT + 3));
      }
      context.stroke();
    }
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const words = this.strings.figures.batchNoise;
    const errors = this.seen(state);
    if (errors === null) return null;
    const rows = errors.map(({ size, measured, law }) => [String(size), numeral(measured), numeral(law)]);
    return numberTable(words.tableCaption, words.columns, rows);
  }

  protected override sentence(state: PlayerState): string {
    const words = this.strings.figures.batchNoise;
    if (state.trace === null || errorsOf(state.trace) === null) return words.none;
    const own = state.tracks.flatMap(({ spec, trace }) => {
      const found = trace && ownError(trace);
      return found === null || found.error < 1e-4
        ? []
        : [fill(words.own, { track: printTrack(spec), error: numeral(found.error, 3), size: found.size })];
    });
    const seed = fill(words.sentence, { step: state.trace.step, track: printTrack(state.tracks[state.focus]!.spec) });
    return [seed, ...own, ...(this.isClosed ? [words.closed] : [])].join(' ');
  }
}

customElements.define('batch-noise', BatchNoise);
