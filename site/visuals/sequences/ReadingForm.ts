/**
 * A field for a text of the reader's own, which the network reads letter by letter with the weights of the step shown; and whose loss is
 * sent back: that after every letter, or after one.
 */
import { fill } from '../../i18n/fill.ts';
import type { Strings } from '../../i18n/index.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import { throttled } from '../parts/throttled.ts';
import { unrolled } from './unrolled.ts';

type Words = Strings['figures']['unrolledTime']['reading'];

/** While somebody types, the network reads this often. */
const READ_PAUSE_MS = 250;
const LONGEST = 24;
/** The value that stands for the loss after every letter. */
const ALL = 'all';

export class ReadingForm {
  readonly element = document.createElement('form');
  private readonly player: Player;
  private readonly words: Words;
  private readonly text = document.createElement('input');
  private readonly loss = document.createElement('select');
  private readonly note = document.createElement('span');
  private offered = '';

  constructor(player: Player, words: Words) {
    this.player = player;
    this.words = words;
    this.element.className = 'unrolled-reading';
    this.element.autocomplete = 'off';
    this.text.type = 'text';
    this.text.maxLength = LONGEST;
    this.text.spellcheck = false;
    this.text.autocapitalize = 'none';
    this.text.size = 14;
    const read = throttled<void>(READ_PAUSE_MS, () => this.read());
    this.text.addEventListener('input', () => read());
    // The keys of the page's figures are letters here.
    this.text.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.text.blur();
      event.stopPropagation();
    });
    this.loss.addEventListener('change', () => this.choose());
    this.note.className = 'unrolled-note';
    this.element.addEventListener('submit', (event) => event.preventDefault());
    this.element.append(labelled(words.label, this.text), labelled(words.loss, this.loss), this.note);
  }

  /** Small letters of the alphabet; what stands on others is taken off: é is e. */
  private get letters(): string {
    return this.text.value
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^a-z]/g, '')
      .slice(0, LONGEST);
  }

  private read(): void {
    const { letters, player } = this;
    player.read({ text: letters, letter: null });
    this.note.textContent = letters === this.text.value ? '' : fill(this.words.understood, { text: letters });
    const { trace } = player.state;
    const found = trace && unrolled(trace);
    if (found === null) return;
    // Stand at the last letter, where the next one is asked for.
    const part = found.steps.some(({ memory }) => memory !== null) ? 'cell' : 'hidden';
    player.standAt(`${found.layer}.t${letters.length}.${part}`);
  }

  private choose(): void {
    const text = this.player.state.reading?.text;
    if (text === undefined) return;
    this.player.read({ text, letter: this.loss.value === ALL ? null : Number(this.loss.value) });
  }

  show({ reading, info }: PlayerState): void {
    const isTyping = this.element.ownerDocument.activeElement === this.text;
    if (!isTyping && this.text.value !== (reading?.text ?? '')) this.text.value = reading?.text ?? '';
    this.loss.disabled = reading === null;
    const text = reading?.text ?? '';
    const end = info.vocabulary?.[0] ?? '';
    if (this.offered !== `${text}/`) {
      this.offered = `${text}/`;
      this.loss.replaceChildren(
        new Option(this.words.all, ALL),
        ...[...`${text}${end}`].map(
          (next, t) => new Option(fill(this.words.one, { read: `${end}${text.slice(0, t)}`, next }), String(t)),
        ),
      );
    }
    this.loss.value = reading?.letter == null ? ALL : String(reading.letter);
  }
}

function labelled(words: string, control: HTMLElement): HTMLLabelElement {
  const label = document.createElement('label');
  label.append(words, control);
  return label;
}
