/**
 * `<review-verdict>`: one review and how pleased the network takes its writer to be. Buttons say it otherwise: without its first "not", or with the
 * halves around "but" exchanged; the network reads that with the weights of the step shown.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { type Drawn, drawnRow } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { numeral } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { swappedAroundBut, textOf, type Verdict, verdictOf, withoutDenial } from './review.ts';

export class ReviewVerdict extends Figure {
  private readonly text = document.createElement('p');
  private readonly bar = document.createElement('div');
  private readonly said = document.createElement('p');
  private readonly controls = document.createElement('div');
  private changes: readonly { readonly button: HTMLButtonElement; readonly of: (words: readonly string[]) => readonly string[] | null }[] = []; // biome-ignore format: one line reads better

  private get words() {
    return this.strings.applications.review;
  }

  protected build(player: Player): void {
    this.text.className = 'review-text';
    this.bar.className = 'review-bar';
    this.bar.append(document.createElement('span'));
    this.said.className = 'applications-readout';
    this.said.setAttribute('aria-live', 'polite');
    this.controls.className = 'figure-controls';
    const button = (text: string, act: () => void): HTMLButtonElement => {
      const made = document.createElement('button');
      made.type = 'button';
      made.className = 'plain';
      made.textContent = text;
      made.addEventListener('click', act);
      this.controls.append(made);
      return made;
    };
    const read = (words: readonly string[] | null): void => {
      if (words !== null && words.length > 0) player.read({ text: textOf(words), letter: null });
    };
    for (const example of this.words.examples) button(example, () => player.read({ text: example, letter: null }));
    this.changes = (
      [
        [this.words.withoutNot, withoutDenial],
        [this.words.swap, swappedAroundBut],
      ] as const
    ).map(([name, of]) => ({
      of,
      button: button(name, () => read(of(this.verdict(player.state)?.words ?? []))),
    }));
    this.append(this.text, this.bar, this.said, this.controls);
  }

  private verdict({ trace, info }: PlayerState): Verdict | null {
    return trace && verdictOf(trace, info);
  }

  protected override draw(state: PlayerState): void {
    const found = this.verdict(state);
    if (found === null) {
      this.said.textContent = this.words.none;
      return;
    }
    this.text.textContent = `“${textOf(found.words)}”`;
    (this.bar.firstElementChild as HTMLElement).style.inlineSize = `${100 * found.chance}%`;
    const verdict = found.chance >= 0.5 ? this.words.pleased : this.words.displeased;
    const known = found.label === null ? '' : ` ${found.label === 1 ? this.words.was : this.words.wasNot}`;
    this.said.textContent = fill(this.words.said, { verdict, chance: numeral(found.chance, 3) }) + known;
    for (const { button, of } of this.changes) button.disabled = of(found.words) === null;
  }

  override drawn(state: PlayerState): readonly Drawn[] {
    const found = this.verdict(state);
    if (found === null || state.trace === null) return [];
    return drawnRow('observed probabilities', [1 - found.chance, found.chance], [state.trace.item]).slice(1);
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const found = this.verdict(state);
    if (found === null || state.trace === null) return null;
    return numberTable(fill(this.words.tableCaption, { step: state.trace.step }), this.words.columns, [
      [textOf(found.words), numeral(found.chance, 4)],
    ]);
  }

  protected override sentence(state: PlayerState): string {
    return state.trace === null ? '' : fill(this.words.sentence, { step: state.trace.step });
  }
}

customElements.define('review-verdict', ReviewVerdict);
