/**
 * `<knob-choice>`: a few values of one of a run's settings. Choosing one gives the track in focus this value and starts it again from its
 * first weights, at the step that is shown; the recorded run becomes a live one by it.
 */
import { fill } from '../../i18n/fill.ts';
import { type Player, type PlayerState, Refused } from '../../player/Player.ts';
import { optionsNow } from '../../player/TrackSpec.ts';
import { Figure } from '../parts/Figure.ts';

export class KnobChoice extends Figure {
  /** Chosen, and not there yet. */
  private wanted: string | null = null;

  protected build(player: Player): void {
    for (const radio of this.radios) {
      radio.disabled = false;
      radio.addEventListener('change', () => void this.turn(player, radio.value));
    }
  }

  private get knob(): string {
    return this.dataset['knob'] ?? '';
  }

  /** Settings that a value takes along. */
  private get along(): Readonly<Record<string, string>> {
    return JSON.parse(this.dataset['along'] ?? '{}') as Readonly<Record<string, string>>;
  }

  private get radios(): NodeListOf<HTMLInputElement> {
    return this.querySelectorAll<HTMLInputElement>('[type="radio"]');
  }

  private async turn(player: Player, value: string): Promise<void> {
    const { tracks, focus } = player.state;
    const specs = tracks.map(({ spec }, place) =>
      place === focus ? { ...spec, options: { ...spec.options, ...this.along, [this.knob]: value } } : spec,
    );
    const told = this.querySelector('[data-part="told"]')!;
    this.wanted = value;
    try {
      await player.setTracks(specs);
      told.textContent = '';
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      told.textContent = fill(this.strings.figures.knob.refused, { message: error.message, hint: error.hint });
    } finally {
      if (this.wanted === value) this.wanted = null;
      this.invalidate();
    }
  }

  protected draw({ tracks, focus }: PlayerState): void {
    const spec = tracks[focus]?.spec;
    const defaults = JSON.parse(this.dataset['defaults'] ?? '{}') as Readonly<Record<string, string>>;
    const now = spec === undefined ? {} : optionsNow(spec);
    // A value that waits for other settings stands only where they do.
    const isOn = Object.entries(this.along).every(([name, value]) => now[name] === value);
    const value = this.wanted ?? (spec === undefined || !isOn ? undefined : (now[this.knob] ?? defaults[spec.run]));
    for (const radio of this.radios) {
      radio.disabled = spec === undefined || defaults[spec.run] === undefined;
      radio.checked = radio.value === value;
    }
  }
}

customElements.define('knob-choice', KnobChoice);
