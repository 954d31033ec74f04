/**
 * `<name-writer>`: names that the network writes with the weights of the step shown, drawn letter by letter at a temperature of the reader's
 * choice. The same draw at another step, or at another temperature, begins from the same chances, so that what changes is the network.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { StepTrace, Writing } from '../../player/protocol.ts';
import { FIRST_WRITING } from '../../player/timelineProtocol.ts';
import { Figure } from '../parts/Figure.ts';
import { numeral } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { throttled } from '../parts/throttled.ts';
import { FOR_RIDDLE } from './riddle.ts';

/** While training plays or the slider moves, it writes this often. */
const WRITE_PAUSE_MS = 250;
const LOWEST = 0.1;
const HIGHEST = 2;

export class NameWriter extends Figure {
  private readonly list = document.createElement('ul');
  private readonly temperature = document.createElement('input');
  private readonly degree = document.createElement('output');
  private writing: Writing | null = null;
  private number = FIRST_WRITING.draw;
  private lastRead: StepTrace | null = null;
  private readonly write = throttled<void>(WRITE_PAUSE_MS, () => void this.ask());

  protected build(player: Player): void {
    const words = this.strings.figures.nameWriter;
    this.writing = player.recordedWriting;
    const controls = document.createElement('form');
    controls.addEventListener('submit', (event) => event.preventDefault());
    const label = document.createElement('label');
    this.temperature.type = 'range';
    this.temperature.min = String(LOWEST);
    this.temperature.max = String(HIGHEST);
    this.temperature.step = '0.1';
    this.temperature.value = String(FIRST_WRITING.temperature);
    this.temperature.addEventListener('input', () => {
      this.invalidate();
      this.write();
    });
    label.append(words.temperature, this.temperature, this.degree);
    const more = document.createElement('button');
    more.type = 'button';
    more.textContent = fill(words.more, { count: FIRST_WRITING.count - FOR_RIDDLE });
    more.addEventListener('click', () => {
      this.number += 1;
      this.write();
    });
    controls.append(label, more);
    this.list.setAttribute('aria-label', words.label);
    this.append(controls, this.list);
  }

  /** The riddle beside it has the first ones: they are not given away. */
  private get names(): Writing['written'] {
    return this.writing?.written.slice(FOR_RIDDLE) ?? [];
  }

  private async ask(): Promise<void> {
    const choices = { ...FIRST_WRITING, temperature: Number(this.temperature.value), draw: this.number };
    const writing = await this.player?.write(choices);
    if (writing == null) return;
    this.writing = writing;
    this.invalidate();
  }

  protected override draw(state: PlayerState): void {
    if (state.source === 'live' && state.trace !== this.lastRead) {
      this.lastRead = state.trace;
      this.write();
    }
    const words = this.strings.figures.nameWriter;
    this.degree.textContent = numeral(Number(this.temperature.value), 2);
    const rows = this.names;
    this.list.replaceChildren(
      ...rows.map(({ text, found }) => {
        const item = document.createElement('li');
        item.textContent = text === '' ? words.empty : text;
        if (found === null) return item;
        const mark = document.createElement('span');
        mark.textContent = words.found[found];
        item.append(mark);
        return item;
      }),
    );
  }

  protected override table(): HTMLTableElement | null {
    const words = this.strings.figures.nameWriter;
    const rows = this.names.map(({ text, found }) => [text, found === null ? '' : words.found[found]]);
    return numberTable(words.title, words.columns, rows);
  }

  protected override sentence(): string {
    const words = this.strings.figures.nameWriter;
    if (this.writing === null) return words.none;
    const { step, temperature } = this.writing;
    const written = this.names;
    const repeated = written.filter(({ found }) => found !== null).length;
    return fill(words.sentence, { step, temperature: numeral(temperature, 2), count: written.length, repeated });
  }
}

customElements.define('name-writer', NameWriter);
