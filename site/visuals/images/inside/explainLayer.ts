/**
 * The *explain* layer of the drawing pad: which pixels of what lies on it spoke for the class, over the picture that the network sees. It asks the
 * run in the page, so a bug that is switched on, or an answer of the reader's own, is what explains.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Strings } from '../../../i18n/index.ts';
import { type Asked, type Explanation, isExplanation, type Method, SIDE } from '../../../player/explain/explanation.ts';
import type { Player } from '../../../player/Player.ts';
import { numeral, scaleOf } from '../../parts/ink.ts';
import { paintMap } from './paintMap.ts';

/** Of a path on the pad. */
const STEPS = 16;
const PATCH = 4;
const layers: readonly Exclude<Method, 'sanity'>[] = ['saliency', 'path', 'cam', 'occlusion'];

const askedOf: Readonly<Record<string, Asked>> = {
  saliency: { method: 'saliency' },
  path: { method: 'path', steps: STEPS },
  cam: { method: 'cam' },
  occlusion: { method: 'occlusion', patch: PATCH },
};

/** The map of each method, in cells of the size that it has. */
const mapOf: Readonly<Record<string, string>> = { saliency: 'map', path: 'map', cam: 'cut', occlusion: 'drops' };

export class ExplainLayer {
  readonly element = document.createElement('div');
  private readonly strings: Strings;
  private readonly choice = document.createElement('select');
  private readonly classes = document.createElement('select');
  private readonly canvas = document.createElement('canvas');
  private readonly told = document.createElement('p');
  private isWaiting = false;
  private next: Float32Array | null = null;

  constructor(strings: Strings, onChange: () => void) {
    this.strings = strings;
    const words = strings.inside.layer;
    this.choice.append(new Option(words.none, ''), ...layers.map((name) => new Option(words.methods[name], name)));
    const { any, digit } = strings.inside.classes;
    this.classes.append(
      new Option(any, ''),
      ...Array.from({ length: 10 }, (_, k) => new Option(digit.replace('{k}', String(k)), String(k))),
    );
    for (const control of [this.choice, this.classes]) control.addEventListener('change', onChange);
    const label = (text: string, control: HTMLElement): HTMLElement => {
      const made = document.createElement('label');
      made.append(`${text} `, control);
      return made;
    };
    const bar = document.createElement('div');
    bar.className = 'figure-controls inside-controls';
    bar.append(label(words.layer, this.choice), label(strings.inside.classes.explain, this.classes));
    this.canvas.className = 'pad-sight';
    this.canvas.setAttribute('role', 'img');
    this.canvas.hidden = true;
    this.told.className = 'pad-note';
    this.told.setAttribute('aria-live', 'polite');
    this.element.className = 'pad-layer';
    this.element.append(bar, this.canvas, this.told);
  }

  get isOn(): boolean {
    return this.choice.value !== '';
  }

  /** One question at a time; what changed meanwhile is asked next. */
  async explain(player: Player, pixels: Float32Array): Promise<void> {
    if (!this.isOn) {
      this.canvas.hidden = true;
      this.told.textContent = '';
      return;
    }
    if (this.isWaiting) {
      this.next = pixels;
      return;
    }
    this.isWaiting = true;
    const asked = askedOf[this.choice.value]!;
    const cls = this.classes.value === '' ? null : Number(this.classes.value);
    const { explained } = await player.explain({ ...asked, ...(cls === null ? {} : { cls }), pixels });
    this.isWaiting = false;
    if (isExplanation(explained)) this.show(explained);
    else this.told.textContent = explained.refused;
    const { next } = this;
    this.next = null;
    if (next !== null) void this.explain(player, next);
  }

  private show(explanation: Explanation): void {
    const words = this.strings.inside.layer;
    const { method } = explanation.asked;
    const map = explanation.arrays[mapOf[method]!]!;
    this.canvas.hidden = false;
    paintMap(this.canvas, map.values, map.shape[1]!);
    const sum = Array.from(map.values).reduce((total, value) => total + value, 0);
    const told = fill(words.told[method as Exclude<Method, 'sanity'>], {
      cls: explanation.cls,
      sum: numeral(sum, 3),
      scale: numeral(scaleOf(map.values), 2),
      tag: shareOnTag(map.values, map.shape),
    });
    this.canvas.setAttribute('aria-label', told);
    this.told.textContent = told;
  }
}

/** Of all magnitudes, the share on rows and columns 1 and 2 of the picture, in percent. */
export function shareOnTag(values: ArrayLike<number>, [rows = 1, columns = 1]: readonly number[]): number {
  let [on, all] = [0, 0];
  const isTag = (place: number, of: number): boolean => {
    const [from, to] = [(place * SIDE) / of, ((place + 1) * SIDE) / of];
    return from < 3 && to > 1;
  };
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!);
    all += size;
    if (isTag(Math.floor(i / columns), rows) && isTag(i % columns, columns)) on += size;
  }
  return all === 0 ? 0 : Math.round((100 * on) / all);
}
