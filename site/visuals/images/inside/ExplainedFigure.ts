/**
 * A figure of what the network looks at in one picture, with the weights that the shown step left: a tagged three of the examination, the same
 * without its tag, or the digit of the batch that the page looks at. It opens on what was recorded; another picture, step, track or setting is asked of the run in the page, one question at a time. It computes
 * nothing of an explanation itself.
 */

import { type Asked, type Explanation, isExplanation, SIDE, TAG } from '../../../player/explain/explanation.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { printTrack } from '../../../player/trackText.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import type { ShownTensor } from '../../parts/cells/shownTensor.ts';
import { batchExample } from '../../parts/digits/batchExample.ts';
import { Figure } from '../../parts/Figure.ts';

/** An answer that takes longer belongs to a worker that is gone. */
const PATIENCE_MS = 20_000;
/** While training plays, it is asked this often. */
const PAUSE_MS = 400;

export interface Inspected {
  /** Updates that the weights had behind them. */
  readonly step: number;
  readonly pixels: Float32Array<ArrayBuffer>;
  readonly explanation: Explanation;
}

export abstract class ExplainedFigure extends Figure {
  protected made: Inspected | null = null;
  /** Why the last question has no answer. */
  protected refused = '';
  /** The class that is explained; null: the one that is read. */
  protected cls: number | null = null;
  private askedKey = '';
  private waitingSince: number | null = null;
  private askedAt = 0;
  protected readonly classes = document.createElement('select');
  private readonly subjects = document.createElement('select');

  /** What is asked of the network now. */
  protected abstract asked(): Asked;
  protected abstract makeParts(): readonly Node[];
  protected abstract paint(made: Inspected, state: PlayerState): void;

  protected get words() {
    return this.strings.inside;
  }

  protected build(_player: Player): void {
    const { any, digit } = this.words.classes;
    this.classes.append(new Option(any, ''));
    for (let k = 0; k < 10; k++) this.classes.append(new Option(digit.replace('{k}', String(k)), String(k)));
    this.classes.addEventListener('change', () => {
      this.cls = this.classes.value === '' ? null : Number(this.classes.value);
      this.invalidate();
    });
    const { subjects } = this.words.classes;
    for (const name of ['tagged', 'untagged', 'batch'] as const) this.subjects.append(new Option(subjects[name], name));
    this.subjects.addEventListener('change', () => this.invalidate());
    this.append(...this.makeParts());
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  /** Does a prediction still wait for its answer? */
  protected get isCovered(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  /** A choice with its words in front. */
  protected labelled(text: string, control: HTMLElement): HTMLLabelElement {
    const label = document.createElement('label');
    label.append(`${text} `, control);
    return label;
  }

  /** Which picture, which class, and what else the figure lets choose. */
  protected bar(...controls: Node[]): HTMLElement {
    const words = this.words.classes;
    const bar = document.createElement('div');
    bar.className = 'figure-controls inside-controls';
    bar.append(this.labelled(words.picture, this.subjects), this.labelled(words.explain, this.classes), ...controls);
    return bar;
  }

  protected override draw(state: PlayerState): void {
    this.refresh(state);
    if (this.made !== null) this.paint(this.made, state);
  }

  private refresh(state: PlayerState): void {
    const { trace, item } = state;
    const pixels = this.subject(state);
    if (trace === null || pixels === null) return;
    const asked = { ...this.asked(), ...(this.cls === null ? {} : { cls: this.cls }) };
    const chosen = this.subjects.value || 'tagged';
    if (chosen === 'tagged' && state.source === 'recorded') {
      const found = this.player!.recordedExplanations.find(
        ({ explanation }) => JSON.stringify(explanation.asked) === JSON.stringify(asked),
      );
      if (found !== undefined) {
        this.made = found;
        return;
      }
    }
    const track = state.tracks[state.focus];
    const key = JSON.stringify([
      track === undefined ? '' : printTrack(track.spec),
      trace.step,
      chosen === 'batch' ? item : chosen,
      asked,
    ]);
    const isWaiting = this.waitingSince !== null && performance.now() - this.waitingSince < PATIENCE_MS;
    const isTooSoon = state.status === 'playing' && performance.now() - this.askedAt < PAUSE_MS;
    if (key === this.askedKey || isWaiting || isTooSoon) return;
    this.askedKey = key;
    this.askedAt = performance.now();
    this.waitingSince = this.askedAt;
    void this.player!.explain({ ...asked, pixels }).then(({ step, explained }) => {
      this.waitingSince = null;
      this.refused = isExplanation(explained) ? '' : explained.refused;
      if (isExplanation(explained)) this.made = { step, pixels, explanation: explained };
      this.invalidate();
    });
  }

  /** The picture that is explained. */
  private subject({ trace, item }: PlayerState): Float32Array<ArrayBuffer> | null {
    const chosen = this.subjects.value || 'tagged';
    const recorded = this.player!.recordedExplanations[0]?.pixels;
    if (chosen !== 'batch' && recorded !== undefined)
      return chosen === 'tagged' ? recorded : recorded.map((value, i) => (TAG.includes(i) ? 0 : value));
    const image = trace === null ? null : batchExample(trace, item).image;
    return image === null ? null : Float32Array.from(image);
  }

  /** An array of the explanation, to be shown as cells. */
  protected shown({ explanation }: Inspected, name: string): ShownTensor | null {
    const found = explanation.arrays[name];
    return found === undefined ? null : cellsOf(found.values, found.shape);
  }

  /** Numbers that predictions ask for. */
  get facts(): Readonly<Record<string, number>> {
    return {};
  }

  protected number(name: string, place = 0): number {
    return this.made?.explanation.arrays[name]?.values[place] ?? Number.NaN;
  }
}

/** Values as they are shown, the whole of it. */
export const cellsOf = (values: Float32Array | Float64Array, shape: readonly number[]): ShownTensor => ({
  values: values as ShownTensor['values'],
  shape,
  prefix: [],
  fullShape: shape,
});

/** A picture as cells. */
export const pictureCells = (pixels: Float32Array): ShownTensor => cellsOf(pixels, [SIDE, SIDE]);
