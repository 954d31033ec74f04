/** What a program printed. Where a starter asks for its last line, that line waits until the reader has guessed it, or wants to see it. */
import type { LabWords } from '../i18n/en/lab.ts';
import { fill } from '../i18n/fill.ts';

type Words = Pick<LabWords, 'predict' | 'nothingPrinted' | 'printedNothing'>;

export class PrintedPane {
  private readonly root: ParentNode;
  private readonly words: Words;
  private lines: string[] = [];
  private isRevealed = true;
  private isOver = false;

  /** @param root holds `data-part`s: pane, printed, predict, guess, said */
  constructor(root: ParentNode, words: Words) {
    this.root = root;
    this.words = words;
    this.piece('pane').tabIndex = 0; // what is longer than its place scrolls, also from the keyboard
    this.piece('predict').addEventListener('submit', (event) => {
      event.preventDefault();
      this.reveal(this.piece<HTMLInputElement>('guess').value.trim());
    });
  }

  /** Another program: does it ask for its last line? */
  begin(asks: boolean): void {
    this.isRevealed = !asks;
    this.piece('predict').hidden = !asks;
    this.piece<HTMLInputElement>('guess').value = '';
    this.piece('said').textContent = '';
    this.clear();
  }

  /** The program runs anew. */
  clear(): void {
    this.lines = [];
    this.isOver = false;
    this.show();
  }

  take(lines: readonly string[]): void {
    this.lines.push(...lines);
    this.show();
  }

  /** The program has ended. */
  end(): void {
    this.isOver = true;
    this.show();
  }

  private reveal(guess: string): void {
    this.isRevealed = true;
    this.piece('predict').hidden = true;
    this.piece('said').textContent = guess === '' ? '' : fill(this.words.predict.yours, { guess });
    this.show();
    this.piece('pane').focus();
  }

  private show(): void {
    const [pane, printed] = [this.piece('pane'), this.piece('printed')];
    const isWaiting = !this.isRevealed && this.lines.length > 0;
    const shown = isWaiting ? [...this.lines.slice(0, -1), this.words.predict.waiting] : this.lines;
    printed.textContent = shown.join('\n') || (this.isOver ? this.words.printedNothing : this.words.nothingPrinted);
    printed.dataset['empty'] = String(this.lines.length === 0);
    pane.scrollTop = pane.scrollHeight;
  }

  private piece<T extends HTMLElement = HTMLElement>(name: string): T {
    return this.root.querySelector<T>(`[data-part="${name}"]`)!;
  }
}
