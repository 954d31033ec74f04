/**
 * A field for a sequence of the reader's own: six digits to sort, a number to translate, a text to go on from. The network reads it with the
 * weights of the step shown. What it cannot read is not sent, and the field says what it wants.
 */
import { fill } from '../../i18n/fill.ts';
import type { Strings } from '../../i18n/index.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import { throttled } from '../parts/throttled.ts';

type Words = Strings['figures']['attentionLoom']['reading'];

/** While somebody types, the network reads this often. */
const READ_PAUSE_MS = 250;

/** Words and single signs, as the run cuts a review (framework/data/sequences/Vocabulary.ts). */
const WORDS = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’]\p{L}[\p{L}\p{M}]*)*|[^\s\p{L}\p{N}]\p{M}*/gu;
const wordsIn = (text: string): readonly string[] => text.match(WORDS) ?? [];

/** What a run can read, by how it is written: the longest text, and what is taken of what was typed. */
const kinds = {
  digits: { longest: 6, isReady: (text: string) => /^\d{6}$/.test(text), size: 8 },
  number: { longest: 3, isReady: (text: string) => /^[1-9]\d{0,2}$/.test(text), size: 5 },
  text: { longest: 32, isReady: (text: string) => text.length > 1, size: 34 },
  words: { longest: 220, isReady: (text: string) => wordsIn(text).length > 1 && wordsIn(text).length <= 40, size: 34 },
} as const;

export type ReadableKind = keyof typeof kinds;
export const isReadable = (kind: string | undefined): kind is ReadableKind =>
  kind !== undefined && Object.hasOwn(kinds, kind);

/** What a network with these characters can read of a text: the rest is left out. */
export const readableOf = (text: string, kind: ReadableKind, vocabulary: readonly string[] = []): string =>
  kind === 'words'
    ? text.slice(0, kinds.words.longest).replace(WORDS, (word) => (vocabulary.includes(word.toLowerCase()) ? word : ''))
    : [...text]
        .filter((letter) => (kind === 'text' ? vocabulary.includes(letter) : /\d/.test(letter)))
        .join('')
        .slice(0, kinds[kind].longest);

export class SequenceForm {
  readonly element = document.createElement('form');
  private readonly player: Player;
  private readonly words: Words;
  private readonly kind: ReadableKind;
  private readonly text = document.createElement('input');
  private readonly note = document.createElement('span');

  constructor(player: Player, words: Words, kind: ReadableKind) {
    this.player = player;
    this.words = words;
    this.kind = kind;
    this.element.className = 'loom-sequence';
    this.element.autocomplete = 'off';
    this.text.type = 'text';
    this.text.inputMode = kind === 'text' ? 'text' : 'numeric';
    this.text.maxLength = kinds[kind].longest;
    this.text.size = kinds[kind].size;
    this.text.spellcheck = false;
    this.text.autocapitalize = 'none';
    const read = throttled<void>(READ_PAUSE_MS, () => this.read());
    this.text.addEventListener('input', () => read());
    // The keys of the page's figures are letters here.
    this.text.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.text.blur();
      event.stopPropagation();
    });
    this.note.className = 'loom-note';
    this.note.setAttribute('role', 'status');
    this.element.addEventListener('submit', (event) => event.preventDefault());
    const label = document.createElement('label');
    label.append(words.label[kind], this.text);
    this.element.append(label, this.note);
  }

  private read(): void {
    const { vocabulary } = this.player.state.info;
    const text = readableOf(this.text.value, this.kind, vocabulary);
    if (kinds[this.kind].isReady(text)) this.player.read({ text, letter: null });
    const isWhole = kinds[this.kind].isReady(text) && text === this.text.value;
    this.note.textContent = isWhole ? '' : fill(this.words.wants[this.kind], { longest: kinds[this.kind].longest });
  }

  /** What is read now, unless somebody is typing. */
  show({ reading }: PlayerState): void {
    const isTyping = this.element.ownerDocument.activeElement === this.text;
    if (!isTyping && this.text.value !== (reading?.text ?? '')) this.text.value = reading?.text ?? '';
  }
}
