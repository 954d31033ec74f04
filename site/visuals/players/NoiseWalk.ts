/**
 * `<noise-walk>`: pictures along straight lines through a generator's noise, from one random noise to the next and back to the first. Recorded
 * (recordDigits.ts).
 */
import { fill } from '../../i18n/fill.ts';
import type { Player } from '../../player/Player.ts';
import { paintDigit } from '../parts/digits/paintDigit.ts';
import { Figure } from '../parts/Figure.ts';
import { percent } from '../parts/percent.ts';
import { type DrawnDigits, unpackPictures } from './drawnDigits.ts';

export class NoiseWalk extends Figure {
  private record: DrawnDigits | null = null;
  private pictures: readonly Float32Array[] = [];
  private readonly large = document.createElement('canvas');
  private readonly row = document.createElement('div');
  private readonly slider = document.createElement('input');
  private readonly told = document.createElement('p');

  protected build(_player: Player): void {
    const words = this.strings.players.noiseWalk;
    this.large.className = 'walk-large';
    this.large.setAttribute('aria-hidden', 'true');
    this.row.className = 'walk-row';
    this.row.setAttribute('aria-hidden', 'true');
    this.slider.type = 'range';
    this.slider.min = '0';
    this.slider.max = '0';
    this.slider.value = '0';
    this.slider.setAttribute('aria-label', words.slider);
    this.slider.addEventListener('input', () => this.invalidate());
    const side = document.createElement('div');
    side.append(this.row, this.slider, this.told);
    this.append(this.large, side);
    void import('./recordedDigits.json').then(({ default: record }) => {
      this.record = record as DrawnDigits;
      this.pictures = unpackPictures(this.record.walk.pictures);
      this.slider.max = String(this.pictures.length);
      this.slider.value = String(Math.floor(this.record.walk.between / 2));
      const { stations, between } = this.record.walk;
      this.row.replaceChildren(
        ...Array.from({ length: stations }, (_, i) => {
          const canvas = document.createElement('canvas');
          canvas.dataset['place'] = String(i * between);
          canvas.addEventListener('click', () => {
            this.slider.value = String(i * between);
            this.invalidate();
          });
          return canvas;
        }),
      );
      this.invalidate();
    });
  }

  protected override draw(): void {
    if (this.record === null) return;
    const words = this.strings.players.noiseWalk;
    const { stations, between } = this.record.walk;
    for (const canvas of this.row.querySelectorAll('canvas'))
      paintDigit(canvas, this.pictures[Number(canvas.dataset['place'])]!, this);
    const at = Number(this.slider.value);
    paintDigit(this.large, this.pictures[at % this.pictures.length]!, this);
    const station = Math.floor(at / between) % stations;
    const said = fill(words.reading, {
      from: station + 1,
      to: ((station + 1) % stations) + 1,
      share: percent((at % between) / between),
    });
    if (this.told.textContent !== said) this.told.textContent = said;
    this.slider.setAttribute('aria-valuetext', said);
  }

  protected override sentence(): string {
    return this.record === null ? '' : fill(this.strings.players.noiseWalk.sentence, { steps: this.record.steps });
  }
}

customElements.define('noise-walk', NoiseWalk);
