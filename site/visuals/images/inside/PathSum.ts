/**
 * `<path-sum>`: the way from a baseline to the picture, point by point. Left the picture as it is at a point of the way, in the middle the
 * gradient there, right the sum that climbs to the height between the two scores, which is drawn first. A pixel that is chosen in the middle has
 * its own share drawn under the way. The slider moves along; so do its arrow keys.
 */
import { fill } from '../../../i18n/fill.ts';
import { baselines, LADDER, rules } from '../../../player/explain/explanation.ts';
import type { PlayerState } from '../../../player/Player.ts';
import { channels, ink, letters, numeral, prepareCanvas, scaleOf } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { TensorView } from '../../stage/TensorView.ts';
import { cellsOf, ExplainedFigure, type Inspected, pictureCells } from './ExplainedFigure.ts';

const POINTS = [1, 2, 4, 8, 16, 32] as const;
const FIRST_POINTS = 8;
const PIXELS = 784;
const SIDE = 28;
const BAR_HEIGHT = 250;
const PIN_HEIGHT = 110;
/** The strip of the way: so many pictures at most, and room under them for the mark. */
const MOST_PICTURES = 8;
const MARK = 12;
const NARROW = 640;

export class PathSum extends ExplainedFigure {
  private readonly points = document.createElement('select');
  private readonly baseline = document.createElement('select');
  private readonly rule = document.createElement('select');
  private readonly slider = document.createElement('input');
  private readonly picture = new TensorView({ strings: this.strings, maxHeight: 230, maxCell: 9 });
  private readonly slope = new TensorView({
    strings: this.strings,
    maxHeight: 230,
    maxCell: 9,
    onSelect: (index) => this.pin(index),
  });
  private readonly pillar = document.createElement('canvas');
  private readonly way = document.createElement('canvas');
  private readonly pinned = document.createElement('canvas');
  private readonly readout = document.createElement('p');
  private readonly ladder = document.createElement('p');
  /** The pixel whose share is drawn, as a flat place. */
  private pixel: number | null = null;

  protected asked() {
    const steps = Number(this.points.value || FIRST_POINTS);
    const baseline = (this.baseline.value || 'black') as (typeof baselines)[number];
    const rule = (this.rule.value || 'midpoint') as (typeof rules)[number];
    return { method: 'path' as const, steps, baseline, rule, ladder: true };
  }

  protected makeParts(): readonly Node[] {
    const words = this.words.path;
    for (const n of POINTS) this.points.append(new Option(String(n)));
    this.points.value = String(FIRST_POINTS);
    for (const name of baselines) this.baseline.append(new Option(words.baselines[name], name));
    for (const name of rules) this.rule.append(new Option(words.rules[name], name));
    for (const control of [this.points, this.baseline, this.rule])
      control.addEventListener('change', () => this.invalidate());
    this.slider.type = 'range';
    this.slider.min = '1';
    this.slider.max = String(FIRST_POINTS);
    this.slider.value = String(FIRST_POINTS / 2);
    this.slider.setAttribute('aria-label', words.slider);
    this.slider.addEventListener('input', () => this.invalidate());
    const trio = document.createElement('div');
    trio.className = 'inside-trio';
    this.pillar.setAttribute('role', 'img');
    this.pinned.setAttribute('role', 'img');
    this.way.setAttribute('role', 'img');
    this.way.className = 'inside-way';
    trio.append(this.picture.element, this.slope.element, this.pillar);
    this.readout.className = 'inside-readout';
    this.readout.setAttribute('aria-live', 'polite');
    this.ladder.className = 'inside-readout';
    this.slider.className = 'inside-slider';
    return [
      this.bar(
        this.labelled(words.points, this.points),
        this.labelled(words.from, this.baseline),
        this.labelled(words.rule, this.rule),
      ),
      trio,
      this.way,
      this.slider,
      this.pinned,
      this.readout,
      this.ladder,
    ];
  }

  private pin([row = 0, column = 0]: readonly number[]): void {
    this.pixel = row * SIDE + column;
    this.invalidate();
  }

  protected paint(made: Inspected): void {
    const words = this.words.path;
    const { asked, arrays } = made.explanation;
    const slopes = arrays['slopes']!.values;
    const baseline = arrays['baseline']!.values;
    const count = slopes.length / PIXELS;
    this.slider.max = String(count);
    const k = Math.min(count, Number(this.slider.value)) - 1;
    const alpha = (k + (asked.rule === 'right' ? 1 : 0.5)) / count;
    this.slider.setAttribute('aria-valuetext', fill(words.point, { k: k + 1, n: count, alpha: numeral(alpha, 3) }));
    const there = made.pixels.map((value, i) => baseline[i]! + alpha * (value - baseline[i]!));
    const isNarrow = this.clientWidth < NARROW;
    const width = isNarrow ? Math.min(260, this.clientWidth) : Math.min(260, (this.clientWidth - 130) / 2);
    this.picture.draw({ name: words.there, shown: pictureCells(there), mode: 'value', scale: 1 }, width);
    const slope = cellsOf(slopes.slice(k * PIXELS, (k + 1) * PIXELS) as Float32Array, [SIDE, SIDE]);
    const selected = this.pixel === null ? null : [Math.floor(this.pixel / SIDE), this.pixel % SIDE];
    this.slope.draw(
      {
        name: fill(words.slope, { cls: made.explanation.cls }),
        shown: slope,
        mode: 'value',
        selected,
        scale: scaleOf(slopes),
      },
      width,
    );
    this.drawWay(made, baseline, { k, count, alpha });
    this.drawBar(made, k, isNarrow ? Math.min(260, this.clientWidth) : 110);
    this.drawPin(made, k);
    this.tell(made, k);
  }

  /** The picture fading in, from the baseline to itself, and a mark where the way has come to. */
  private drawWay(
    { pixels }: Inspected,
    baseline: ArrayLike<number>,
    { k, count, alpha }: { readonly k: number; readonly count: number; readonly alpha: number },
  ): void {
    const width = Math.min(640, this.clientWidth);
    const shown = Math.min(MOST_PICTURES, width < NARROW - 100 ? 6 : MOST_PICTURES);
    const side = Math.floor(width / shown) - 4;
    const context = prepareCanvas(this.way, width, side + MARK);
    const [paper, full] = [channels(ink(this, '--paper')), channels(ink(this, '--ink'))];
    const picture = new ImageData(SIDE, SIDE);
    const stamp = new OffscreenCanvas(SIDE, SIDE);
    context.imageSmoothingEnabled = false;
    for (let place = 0; place < shown; place++) {
      const share = place / (shown - 1);
      for (let i = 0; i < PIXELS; i++) {
        const value = Math.min(1, Math.max(0, baseline[i]! + share * (pixels[i]! - baseline[i]!)));
        for (const c of [0, 1, 2]) picture.data[4 * i + c] = paper[c]! + value * (full[c]! - paper[c]!);
        picture.data[4 * i + 3] = 255;
      }
      stamp.getContext('2d')!.putImageData(picture, 0, 0);
      context.drawImage(stamp, place * (side + 4), 0, side, side);
      context.strokeStyle = ink(this, '--rule');
      context.strokeRect(place * (side + 4) + 0.5, 0.5, side - 1, side - 1);
    }
    // A picture's middle stands for its share of the way.
    const x = side / 2 + alpha * (shown - 1) * (side + 4);
    context.fillStyle = ink(this, '--accent');
    context.beginPath();
    context.moveTo(x, side + 1);
    context.lineTo(x - 6, side + MARK);
    context.lineTo(x + 6, side + MARK);
    context.closePath();
    context.fill();
    this.way.setAttribute('aria-label', fill(this.words.path.way, { k: k + 1, n: count, alpha: numeral(alpha, 3) }));
  }

  /** From the lower score to the upper: a line first, then the sum up to this point. */
  private drawBar({ explanation }: Inspected, k: number, width: number): void {
    const words = this.words.path;
    const [from, to] = explanation.arrays['ends']!.values as unknown as [number, number];
    const sums = explanation.arrays['sums']!.values;
    const context = prepareCanvas(this.pillar, width, BAR_HEIGHT);
    const { fontFamily } = getComputedStyle(this);
    context.font = `${letters(14)}px ${fontFamily}`;
    const levels = [0, to - from, ...sums];
    const [low, high] = [Math.min(...levels), Math.max(...levels)];
    const y = (value: number): number => 22 + (BAR_HEIGHT - 44) * (1 - (value - low) / (high - low || 1));
    context.strokeStyle = ink(this, '--ink');
    context.lineWidth = 2;
    const [left, right] = [width / 2 - 26, width / 2 + 26];
    for (const value of [0, to - from]) {
      context.beginPath();
      context.moveTo(left - 14, y(value));
      context.lineTo(right + 14, y(value));
      context.stroke();
    }
    const sum = sums[k]!;
    context.fillStyle = ink(this, sum < 0 ? '--negative' : '--positive');
    context.fillRect(left, Math.min(y(0), y(sum)), right - left, Math.max(2, Math.abs(y(sum) - y(0))));
    context.fillStyle = ink(this, '--ink-soft');
    context.textAlign = 'center';
    const below = to >= from ? 16 : -7;
    context.fillText(fill(words.score, { z: numeral(from, 3) }), width / 2, y(0) + below);
    context.fillText(fill(words.score, { z: numeral(to, 3) }), width / 2, y(to - from) - below + 9);
    this.pillar.setAttribute(
      'aria-label',
      fill(words.barLabel, { sum: numeral(sum, 4), height: numeral(to - from, 4) }),
    );
  }

  /** What the chosen pixel has given at each point. */
  private drawPin({ explanation, pixels }: Inspected, k: number): void {
    const words = this.words.path;
    this.pinned.hidden = this.pixel === null;
    if (this.pixel === null) return;
    const { slopes, baseline } = explanation.arrays;
    const count = slopes!.values.length / PIXELS;
    const at = this.pixel;
    const way = pixels[at]! - baseline!.values[at]!;
    const shares = Array.from({ length: count }, (_, j) => slopes!.values[j * PIXELS + at]! * way);
    const width = Math.min(640, this.clientWidth);
    const context = prepareCanvas(this.pinned, width, PIN_HEIGHT);
    const most = Math.max(1e-9, ...shares.map(Math.abs));
    const middle = PIN_HEIGHT / 2;
    const column = width / count;
    for (const [j, share] of shares.entries()) {
      context.fillStyle = ink(this, share < 0 ? '--negative' : '--positive');
      context.globalAlpha = j <= k ? 1 : 0.35;
      const height = Math.max(1, (Math.abs(share) / most) * (middle - 8));
      context.fillRect(j * column + 1, share < 0 ? middle : middle - height, Math.max(1, column - 2), height);
    }
    context.globalAlpha = 1;
    context.fillStyle = ink(this, '--rule-strong');
    context.fillRect(0, middle, width, 1);
    const given = shares.reduce((sum, share) => sum + share, 0) / count;
    this.pinned.setAttribute(
      'aria-label',
      fill(words.pinLabel, { row: Math.floor(at / SIDE), column: at % SIDE, given: numeral(given, 3) }),
    );
  }

  private tell(made: Inspected, k: number): void {
    const words = this.words.path;
    const { arrays } = made.explanation;
    const [from, to] = arrays['ends']!.values as unknown as [number, number];
    const sum = arrays['sums']!.values[k]!;
    const all = Array.from(arrays['map']!.values).reduce((total: number, value: number) => total + value, 0);
    const told = fill(words.sum, { k: k + 1, sum: numeral(sum, 4), height: numeral(to - from, 4) });
    const gap = this.isCovered ? this.words.covered : fill(words.gap, { gap: numeral(all - (to - from), 3) });
    const pin = this.pixel === null ? words.pinHint : (this.pinned.getAttribute('aria-label') ?? '');
    this.readout.textContent = this.refused || `${told} ${gap} ${pin}`;
    this.ladder.textContent =
      this.isCovered || arrays['gaps'] === undefined
        ? ''
        : fill(words.ladder, {
            gaps: LADDER.map((n, i) => `${n}: ${numeral(this.number('gaps', i), 2)}`).join(' · '),
            right: LADDER.map((n, i) => `${n}: ${numeral(this.number('gapsOfRight', i), 2)}`).join(' · '),
          });
  }

  override get facts(): Readonly<Record<string, number>> {
    const [from, to] = [this.number('ends', 0), this.number('ends', 1)];
    const near = LADDER.findIndex((_, i) => Math.abs(this.number('gaps', i)) < 0.01 * Math.abs(to - from));
    return Number.isNaN(from) ? {} : { height: to - from, 'points-for-one-percent': near < 0 ? LADDER.length : near };
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    this.draw(state);
    const { made } = this;
    if (made === null || this.isCovered) return null;
    const sums = made.explanation.arrays['sums']!.values;
    const words = this.words.path;
    const rows = Array.from(sums, (sum, k) => [String(k + 1), numeral(sum - (sums[k - 1] ?? 0), 4), numeral(sum, 4)]);
    return numberTable(words.tableCaption, words.columns, rows);
  }

  protected override sentence(): string {
    return this.made === null
      ? ''
      : fill(this.words.after, { step: this.made.step - 1, cls: this.made.explanation.cls });
  }
}

customElements.define('path-sum', PathSum);
