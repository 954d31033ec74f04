/** `<clock-choice>`: what the tracks of a run are compared by, steps of the optimizer, examples read, or time spent. */
import type { Clock } from '../../player/Moment.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import { Figure } from '../parts/Figure.ts';

export class ClockChoice extends Figure {
  protected build(player: Player): void {
    for (const radio of this.radios) {
      radio.disabled = false;
      radio.addEventListener('change', () => player.setClock(radio.value as Clock));
    }
  }

  private get radios(): NodeListOf<HTMLInputElement> {
    return this.querySelectorAll<HTMLInputElement>('[type="radio"]');
  }

  protected draw({ clock }: PlayerState): void {
    for (const radio of this.radios) radio.checked = radio.value === clock;
  }
}

customElements.define('clock-choice', ClockChoice);
