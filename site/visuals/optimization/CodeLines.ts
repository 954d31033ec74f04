/** `<code-lines>`: the few lines of the framework that a formula's terms live in. Pointing at a line lights its term everywhere, and the other way round. */
import type { Player, PlayerState } from '../../player/Player.ts';
import { Figure } from '../parts/Figure.ts';
import { pointing } from '../stage/equations/pointing.ts';

export class CodeLines extends Figure {
  protected build(player: Player): void {
    pointing(this, player);
    this.addEventListener('focusin', ({ target }) => {
      player.pointAt((target as Element).closest<HTMLElement>('[data-sym]')?.dataset['sym'] ?? null);
    });
    this.addEventListener('focusout', () => player.pointAt(null));
  }

  protected override draw({ term }: PlayerState): void {
    for (const line of this.querySelectorAll<HTMLElement>('[data-terms]')) {
      const isLit = term !== null && (line.dataset['terms'] ?? '').split(' ').includes(term);
      line.classList.toggle('is-lit', isLit);
    }
  }
}

customElements.define('code-lines', CodeLines);
