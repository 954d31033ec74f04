/**
 * `<cell-code>`: the code of a recurrent cell and of its kernels, beside its equation. A word of it that is a term of the equation lights with
 * that term, wherever it is pointed at. The code was highlighted when the site was built and lies in a template; it is text, no table.
 */
import type { Player, PlayerState } from '../../player/Player.ts';
import { Figure } from '../parts/Figure.ts';

export class CellCode extends Figure {
  private words: HTMLElement[] = [];

  protected build(): void {
    // It is unpacked when it is first seen: it stands folded.
  }

  private unpack(player: Player): void {
    const template = this.querySelector('template');
    if (template === null) return;
    template.replaceWith(template.content);
    for (const piece of this.querySelectorAll<HTMLElement>('[data-terms]'))
      this.words.push(...markWords(piece, JSON.parse(piece.dataset['terms']!) as Record<string, string>));
    for (const word of this.words) {
      word.addEventListener('pointerenter', ({ pointerType }) => {
        if (pointerType !== 'touch') player.pointAt(word.dataset['sym']!);
      });
      word.addEventListener('pointerleave', ({ pointerType }) => {
        if (pointerType !== 'touch') player.pointAt(null);
      });
      word.addEventListener('click', () => player.pointAt(word.dataset['sym']!));
    }
  }

  protected override draw({ term }: PlayerState): void {
    if (this.player !== null) this.unpack(this.player);
    for (const word of this.words) word.classList.toggle('is-lit', word.dataset['sym'] === term);
  }
}

/** Every word of a listing that stands for a term, wrapped so that it can be lit. */
function markWords(piece: HTMLElement, terms: Readonly<Record<string, string>>): HTMLElement[] {
  const found: HTMLElement[] = [];
  const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const parts = text.data.split(/(\b[A-Za-z]+\b)/);
    if (!parts.some((part) => Object.hasOwn(terms, part))) continue;
    text.replaceWith(
      ...parts.map((part) => {
        if (!Object.hasOwn(terms, part)) return part;
        const word = document.createElement('span');
        word.dataset['sym'] = terms[part]!;
        word.textContent = part;
        found.push(word);
        return word;
      }),
    );
  }
  return found;
}

customElements.define('cell-code', CellCode);
