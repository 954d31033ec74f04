/** Terms that can be pointed at (`data-sym`): pointer, touch and focus tell the player, which lights them everywhere. */
import type { Player } from '../../../player/Player.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Buttons among the terms are one tab stop; arrows move along them, Escape lets go. */
export function pointing(root: HTMLElement, player: Player): void {
  const symOf = (event: Event): string | null =>
    (event.target as Element).closest<HTMLElement>('[data-sym]')?.dataset['sym'] ?? null;
  root.addEventListener('pointerover', (event) => {
    const sym = symOf(event);
    if (sym !== null && event.pointerType !== 'touch') player.pointAt(sym);
  });
  root.addEventListener('pointerout', (event) => {
    if (symOf(event) !== null && event.pointerType !== 'touch') player.pointAt(null);
  });
  root.addEventListener('click', (event) => {
    const sym = symOf(event);
    if (sym !== null) player.pointAt(sym);
  });
  const buttons = [...root.querySelectorAll<HTMLButtonElement>('button[data-sym]')];
  for (const button of buttons) {
    button.addEventListener('focus', () => player.pointAt(button.dataset['sym']!));
    button.addEventListener('blur', () => player.pointAt(null));
    button.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') button.blur();
      const by = STEPS[event.key];
      if (by === undefined) return;
      event.preventDefault();
      const to = buttons[(buttons.indexOf(button) + by + buttons.length) % buttons.length]!;
      button.tabIndex = -1;
      to.tabIndex = 0;
      to.focus();
    });
  }
}
