/**
 * `<text-writer>`: a network of characters goes on from a beginning of the reader's, with the weights of the step shown, at a temperature of the
 * reader's choice. It writes when it is asked, and anew when another step is shown and nothing plays.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { StepTrace, Writing } from '../../player/protocol.ts';
import { Figure } from '../parts/Figure.ts';
import { numeral } from '../parts/ink.ts';
import { throttled } from '../parts/throttled.ts';
import { readableOf } from './SequenceForm.ts';

const WRITE_PAUSE_MS = 600;
const LOWEST = 0.1;
const HIGHEST = 2;

export class TextWriter extends Figure {
  private readonly text = document.createElement('p');
  private readonly prompt = document.createElement('input');
  private readonly temperature = document.createElement('input');
  private readonly degree = document.createElement('output');
  private writing: Writing | null = null;
  private number = 0;
  private lastRead: StepTrace | null = null;
  private readonly write = throttled<void>(WRITE_PAUSE_MS, () => void this.ask());

  protected build(player: Player): void {
    const words = this.strings.figures.textWriter;
    this.writing = player.recordedWriting;
    this.temperature.type = 'range';
    this.temperature.min = String(LOWEST);
    this.temperature.max = String(HIGHEST);
    this.temperature.step = '0.1';
    this.temperature.value = String(this.writing?.temperature ?? 0.8);
    this.prompt.type = 'text';
    this.prompt.maxLength = 32;
    this.prompt.size = 20;
    this.prompt.spellcheck = false;
    this.prompt.autocapitalize = 'none';
    for (const control of [this.temperature, this.prompt]) {
      control.addEventListener('input', () => {
        this.invalidate();
        this.write();
      });
      control.addEventListener('keydown', (event) => event.stopPropagation());
    }
    const form = document.createElement('form');
    form.autocomplete = 'off';
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.number += 1;
      this.write();
    });
    const more = document.createElement('button');
    more.type = 'submit';
    more.textContent = words.more;
    form.append(labelled(words.prompt, this.prompt), labelled(words.temperature, this.temperature, this.degree), more);
    this.text.className = 'text-written';
    this.append(form, this.text);
  }

  private async ask(): Promise<void> {
    const { player } = this;
    if (player === null) return;
    const prompt = readableOf(this.prompt.value, 'text', player.state.info.vocabulary);
    const choices = {
      temperature: Number(this.temperature.value),
      draw: this.number,
      count: 1,
      ...(prompt === '' ? {} : { prompt }),
    };
    const writing = await player.write(choices);
    if (writing == null) return;
    this.writing = writing;
    this.invalidate();
  }

  protected override draw(state: PlayerState): void {
    if (state.source === 'live' && state.status !== 'playing' && state.trace !== this.lastRead) {
      this.lastRead = state.trace;
      this.write();
    }
    this.degree.textContent = numeral(Number(this.temperature.value), 2);
    const text = this.writing?.written[0]?.text.trim() ?? '';
    if (this.text.textContent !== text) this.text.textContent = text;
  }

  protected override sentence(): string {
    const words = this.strings.figures.textWriter;
    if (this.writing === null) return words.none;
    const { step, temperature } = this.writing;
    return fill(words.sentence, { step, temperature: numeral(temperature, 2) });
  }
}

function labelled(text: string, ...controls: readonly HTMLElement[]): HTMLLabelElement {
  const label = document.createElement('label');
  label.append(text, ...controls);
  return label;
}

customElements.define('text-writer', TextWriter);
