/** Whatever carries a term's name in `data-sym` points at it: under the mouse, under a finger, with the keyboard on it. */
import type { Player } from '../../../player/Player.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

const symOf = ({ target }: Event): string | null =>
  (target as Element).closest<HTMLElement>('[data-sym]')?.dataset['sym'] ?? null;

export function watchTerms(root: HTMLElement, player: Player): void {
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
  root.addEventListener('focusin', (event) => {
    const sym = symOf(event);
    if (sym !== null) player.pointAt(sym);
  });
  root.addEventListener('focusout', (event) => {
    if (symOf(event) !== null) player.pointAt(null);
  });
}

/** Light what stands for the term that is pointed at. */
export function lightTerm(root: ParentNode, term: string | null): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-sym]')) {
    const syms = (element.dataset['syms'] ?? element.dataset['sym'] ?? '').split(' ');
    element.classList.toggle('is-lit', term !== null && syms.includes(term));
  }
}

/** One tab stop for many: arrows move along them, Escape leaves. */
export function roving(items: () => readonly HTMLElement[], event: KeyboardEvent): void {
  const all = items();
  const from = all.indexOf(event.target as HTMLElement);
  if (from < 0) return;
  if (event.key === 'Escape') all[from]!.blur();
  const by = STEPS[event.key];
  if (by === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  const to = all[(from + by + all.length) % all.length]!;
  for (const item of all) item.tabIndex = item === to ? 0 : -1;
  to.focus();
}
