/**
 * `<byte-strip>`: the parameters before the step that is shown, as the file they would be saved in, sixteen bytes a row. Arrow keys go from
 * number to number and from row to row, with Shift from array to array. Whoever edits a byte hears what the framework's loader says to it.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { shapeLabel } from '../../parts/cells/shownTensor.ts';
import { type Drawn, drawnCells } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { TensorView } from '../../stage/TensorView.ts';
import type { Said } from './loaderSays.ts';
import {
  type Band,
  byteOf,
  type Damage,
  damaged,
  damages,
  fileOf,
  floatAt,
  landmarks,
  type Place,
  parametersOf,
  placeOf,
  type StateFile,
  spanOf,
} from './stateFile.ts';

const PER_ROW = 16;
const ROWS = 10;
const ROW = 22;
const OVERVIEW = 14;
const TABLE_ROWS = 64;
const EXACT = 8;

const inks: Readonly<Record<Band, string>> = {
  length: '--role-loss',
  json: '--role-data',
  padding: '--rule-strong',
  data: '--role-weights',
};

export class ByteStrip extends Figure {
  private readonly overview = document.createElement('canvas');
  private readonly strip = document.createElement('canvas');
  private readonly header = document.createElement('pre');
  private readonly says = document.createElement('p');
  private readonly sum = document.createElement('p');
  private readonly bytesField = document.createElement('input');
  private readonly verdict = document.createElement('p');
  private tensor: TensorView | null = null;
  private file: StateFile | null = null;
  /** As the reader changed it; null: as it was saved. */
  private edited: Uint8Array<ArrayBuffer> | null = null;
  private at = 0;
  private top = 0;
  /** Answers that come after another question are not wanted. */
  private asked = 0;

  private get words() {
    return this.strings.files.strip;
  }

  protected build(_player: Player): void {
    const { words } = this;
    this.tensor = new TensorView({
      strings: this.strings,
      maxHeight: 130,
      maxCell: 30,
      onSelect: (index) => this.chooseCell(index),
      onMove: (index) => this.chooseCell(index),
    });
    this.overview.setAttribute('aria-hidden', 'true');
    this.overview.className = 'bytes-overview';
    this.overview.addEventListener('pointerdown', ({ offsetX }) =>
      this.go(Math.floor((offsetX / this.overview.clientWidth) * this.bytes.length)),
    );
    this.strip.className = 'bytes-rows';
    this.strip.tabIndex = 0;
    this.strip.setAttribute('role', 'application');
    this.strip.setAttribute('aria-label', words.label);
    this.strip.addEventListener('keydown', (event) => this.handleKey(event));
    this.strip.addEventListener('pointerdown', (event) => this.point(event));
    this.header.tabIndex = 0;
    this.header.setAttribute('role', 'group');
    this.header.setAttribute('aria-label', words.headerLabel);
    this.verdict.setAttribute('role', 'status');
    this.verdict.className = 'bytes-verdict';
    const reading = document.createElement('div');
    reading.className = 'bytes-reading';
    reading.append(this.says, this.sum, this.tensor.element);
    this.append(this.overview, this.strip, this.header, reading, this.controls(), this.verdict);
    const { curtain } = this.dataset;
    if (curtain !== undefined)
      whenAnswered(curtain, () => {
        const byte = this.file === null ? null : byteOf(this.file, this.dataset['jumps'] ?? '');
        if (answerTo(curtain) !== null && byte !== null) this.go(byte);
      });
  }

  private controls(): HTMLElement {
    const { words } = this;
    const bar = document.createElement('div');
    bar.className = 'figure-controls bytes-controls';
    const label = document.createElement('label');
    this.bytesField.type = 'text';
    this.bytesField.spellcheck = false;
    this.bytesField.autocomplete = 'off';
    this.bytesField.size = 23; // eight bytes
    this.bytesField.addEventListener('change', () => this.take(this.bytesField.value));
    label.append(`${words.edit} `, this.bytesField);
    bar.append(label);
    for (const damage of damages) bar.append(this.button(words.damages[damage], () => this.spoil(damage)));
    bar.append(this.button(words.restore, () => this.restore()));
    return bar;
  }

  private button(text: string, act: () => void): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'plain';
    button.textContent = text;
    button.addEventListener('click', act);
    return button;
  }

  private get bytes(): Uint8Array<ArrayBuffer> {
    return this.edited ?? this.file?.bytes ?? new Uint8Array(0);
  }

  private go(byte: number): void {
    if (this.file === null) return;
    this.at = placeOf(this.file, Math.min(Math.max(0, byte), this.file.bytes.length - 1)).at;
    this.invalidate();
  }

  private chooseCell(index: readonly number[]): void {
    if (this.file === null) return;
    const { entry } = placeOf(this.file, this.at);
    if (entry === null) return;
    const element = index.reduce((flat, one, axis) => flat * entry.shape[axis]! + one, 0);
    this.go(byteOf(this.file, entry.name, element)!);
  }

  private handleKey(event: KeyboardEvent): void {
    if (this.file === null || event.ctrlKey || event.altKey || event.metaKey) return;
    const to = this.keyTarget(event, placeOf(this.file, this.at));
    if (to === null) return;
    event.preventDefault();
    this.go(to);
  }

  private keyTarget({ key, shiftKey }: KeyboardEvent, { at, size }: Place): number | null {
    const file = this.file!;
    if (key === 'Home') return 0;
    if (key === 'End') return file.bytes.length - 1;
    if (key === 'PageDown') return at + PER_ROW * ROWS;
    if (key === 'PageUp') return at - PER_ROW * ROWS;
    if (shiftKey && key.startsWith('Arrow')) {
      const all = landmarks(file);
      const isBack = key === 'ArrowLeft' || key === 'ArrowUp';
      return (isBack ? all.findLast((mark) => mark < at) : all.find((mark) => mark > at)) ?? at;
    }
    if (key === 'ArrowRight') return at + size;
    if (key === 'ArrowLeft') return at - 1;
    if (key === 'ArrowDown') return at + PER_ROW;
    return key === 'ArrowUp' ? at - PER_ROW : null;
  }

  private point({ offsetX, offsetY }: PointerEvent): void {
    const { label, cell } = this.columns();
    const column = Math.floor((offsetX - label) / cell);
    if (column < 0 || column >= PER_ROW) return;
    this.go((this.top + Math.floor(offsetY / ROW)) * PER_ROW + column);
  }

  /** What stands at the cursor, written anew in hexadecimal. */
  private take(text: string): void {
    if (this.file === null) return;
    const { at, size } = placeOf(this.file, this.at);
    const pairs = text
      .trim()
      .toLowerCase()
      .split(/[\s,]+/);
    if (pairs.length !== size || pairs.some((pair) => !/^[0-9a-f]{1,2}$/.test(pair))) {
      this.verdict.textContent = fill(this.words.badBytes, { count: size });
      return;
    }
    const bytes = this.bytes.slice();
    bytes.set(
      pairs.map((pair) => Number.parseInt(pair, 16)),
      at,
    );
    this.edited = bytes;
    this.invalidate();
    void this.askLoader();
  }

  private spoil(damage: Damage): void {
    if (this.file === null) return;
    const { file } = this;
    const name = (placeOf(file, this.at).entry ?? file.entries[0]!).name;
    this.edited = damaged(file, damage, name);
    if (damage === 'length') this.go(0);
    else if (damage === 'cut') this.go(file.bytes.length - 1);
    this.invalidate();
    void this.askLoader();
  }

  private restore(): void {
    this.edited = null;
    this.asked++;
    this.verdict.textContent = '';
    this.invalidate();
  }

  private async askLoader(): Promise<void> {
    const question = ++this.asked;
    this.verdict.textContent = this.words.asking;
    let said: Said;
    try {
      const { loaderSays } = await import('./loaderSays.ts');
      said = loaderSays(this.bytes);
    } catch (error) {
      said = { isLoaded: false, message: error instanceof Error ? error.message : String(error), hint: '' };
    }
    if (question !== this.asked) return;
    this.verdict.textContent = said.isLoaded
      ? this.words.loaded
      : fill(this.words.refused, { message: said.message, hint: said.hint });
  }

  /** The file of the step on screen, made anew when another step comes. */
  private follow({ trace }: PlayerState): boolean {
    const named = trace === null ? null : parametersOf(trace);
    if (named === null) return false;
    const file = fileOf(named);
    const isSame =
      this.file !== null &&
      this.file.bytes.length === file.bytes.length &&
      this.file.bytes.every((byte, i) => byte === file.bytes[i]);
    if (isSame) return true;
    this.file = file;
    this.edited = null;
    this.verdict.textContent = '';
    return true;
  }

  protected override draw(state: PlayerState): void {
    if (!this.follow(state) || this.file === null) {
      this.says.textContent = this.words.absent;
      return;
    }
    const place = placeOf(this.file, this.at);
    this.keepInView();
    this.paintOverview(this.file);
    this.paintRows(this.file, place);
    this.writeHeader(place);
    this.writeReading(this.file, place);
  }

  private keepInView(): void {
    const row = Math.floor(this.at / PER_ROW);
    const last = Math.max(0, Math.ceil(this.bytes.length / PER_ROW) - ROWS);
    if (row < this.top || row >= this.top + ROWS) this.top = row - 2;
    this.top = Math.min(Math.max(0, this.top), last);
  }

  private columns(): { readonly label: number; readonly cell: number } {
    const width = this.strip.clientWidth || this.clientWidth;
    const label = Math.min(56, width * 0.12);
    return { label, cell: (width - label) / PER_ROW };
  }

  private paintOverview(file: StateFile): void {
    const width = this.clientWidth;
    const context = prepareCanvas(this.overview, width, OVERVIEW);
    const at = (byte: number): number => (byte / file.bytes.length) * width;
    const bands: readonly [Band, number, number][] = [
      ['data', file.bodyAt, file.bytes.length],
      ['json', 8, file.paddingAt],
      ['length', 0, 8],
    ];
    for (const [band, from, to] of bands) {
      context.fillStyle = ink(this, inks[band]);
      context.globalAlpha = band === 'data' ? 0.35 : 1;
      context.fillRect(at(from), 2, Math.max(3, at(to) - at(from)), OVERVIEW - 4);
    }
    context.globalAlpha = 1;
    context.fillStyle = ink(this, '--paper');
    for (const { start } of file.entries.slice(1)) context.fillRect(at(file.bodyAt + start), 2, 1, OVERVIEW - 4);
    context.fillStyle = ink(this, '--accent');
    context.fillRect(Math.min(width - 3, at(this.at)), 0, 3, OVERVIEW);
  }

  private paintRows(file: StateFile, place: Place): void {
    const { fontFamily } = getComputedStyle(this.header);
    const context = prepareCanvas(this.strip, this.clientWidth, ROWS * ROW);
    const { label, cell } = this.columns();
    const size = Math.min(13, Math.max(9, cell * 0.58));
    [context.textBaseline, context.textAlign] = ['middle', 'center'];
    const { bytes } = this;
    const changed = (byte: number): boolean => this.edited !== null && bytes[byte] !== file.bytes[byte];
    const [text, soft, accent, wrong] = ['--ink', '--ink-soft', '--accent', '--role-loss'].map((name) =>
      ink(this, name),
    ) as [string, string, string, string];
    const colours = Object.fromEntries(Object.entries(inks).map(([band, name]) => [band, ink(this, name)]));
    for (let row = 0; row < ROWS; row++) {
      const first = (this.top + row) * PER_ROW;
      if (first >= bytes.length) break;
      context.fillStyle = soft;
      context.font = `${Math.min(11, size)}px ${fontFamily}`;
      context.textAlign = 'left';
      context.fillText(String(first), 0, row * ROW + ROW / 2);
      context.textAlign = 'center';
      context.font = `${size}px ${fontFamily}`;
      for (let column = 0; column < PER_ROW && first + column < bytes.length; column++) {
        const byte = first + column;
        const { band, entry } = placeOf(file, Math.min(byte, file.bytes.length - 1));
        const x = label + column * cell;
        context.globalAlpha = entry !== null && file.entries.indexOf(entry) % 2 === 1 ? 0.3 : 0.16;
        context.fillStyle = colours[band]!;
        context.fillRect(x, row * ROW, cell, ROW - 1);
        context.globalAlpha = 1;
        context.fillStyle = changed(byte) ? wrong : text;
        context.fillText(shown(bytes[byte]!, band), x + cell / 2, row * ROW + ROW / 2);
        if (byte < place.at || byte >= place.at + place.size) continue;
        context.strokeStyle = accent;
        context.lineWidth = 2;
        context.strokeRect(x + 1, row * ROW + 1, cell - 2, ROW - 3);
      }
    }
  }

  private writeHeader({ entry }: Place): void {
    const { file } = this;
    if (file === null) return;
    const text = new TextDecoder().decode(this.bytes.subarray(8, file.paddingAt));
    const [from, to] = entry === null ? [0, 0] : spanOf(text, entry.name);
    const mark = document.createElement('mark');
    mark.textContent = text.slice(from, to);
    this.header.replaceChildren(text.slice(0, from), ...(to > from ? [mark] : []), text.slice(to));
  }

  private writeReading(file: StateFile, place: Place): void {
    const { bytes } = this;
    this.says.textContent = this.said(file, place);
    if (document.activeElement !== this.bytesField)
      this.bytesField.value = [...bytes.subarray(place.at, place.at + place.size)].map(hex).join(' ');
    const { entry } = place;
    const isNumber = entry !== null && place.at + 4 <= bytes.length;
    if (isNumber) {
      const { sign, exponent, fraction, bits } = floatAt(bytes, place.at);
      this.sum.textContent = fill(this.words.sum, {
        bits: `${bits.slice(0, 1)} ${bits.slice(1, 9)} ${bits.slice(9)}`,
        sign,
        exponent,
        fraction: fraction.toLocaleString(),
      });
    } else this.sum.textContent = this.words.noSum;
    const from = entry === null ? 0 : file.bodyAt + entry.start;
    const content =
      entry === null || from + 4 * entry.values.length > bytes.length
        ? null
        : {
            name: `${entry.name} [${shapeLabel(entry.shape)}]`,
            shown: {
              values: new Float32Array(bytes.slice(from, from + 4 * entry.values.length).buffer),
              shape: entry.shape,
              prefix: [],
              fullShape: entry.shape,
            },
            mode: 'value' as const,
            selected: place.index,
            marked: [place.index],
          };
    this.tensor?.draw(content, Math.min(460, this.clientWidth), this.words.noTensor);
  }

  private said(file: StateFile, { band, at, entry, index }: Place): string {
    const { bytes } = this;
    const total = file.bytes.length.toLocaleString();
    const values = { byte: at.toLocaleString(), total };
    if (band === 'length') {
      const claimed = new DataView(bytes.buffer).getBigUint64(0, true).toLocaleString();
      return fill(this.words.isLength, { ...values, claimed });
    }
    if (band === 'json') return fill(this.words.isJson, { ...values, character: String.fromCharCode(bytes[at]!) });
    if (band === 'padding') return fill(this.words.isPadding, values);
    if (entry === null || at + 4 > bytes.length) return fill(this.words.isGone, values);
    const cell = index.length === 0 ? '' : `[${index.join(', ')}]`;
    const value = numeral(floatAt(bytes, at).value, EXACT);
    return fill(this.words.isNumber, { ...values, name: entry.name + cell, value });
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const named = trace === null ? null : parametersOf(trace);
    return (named ?? []).flatMap(({ name, shape, values }) =>
      drawnCells(`parameter ${name} before`, { values, shape, prefix: [] }),
    );
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    if (!this.follow(state) || this.file === null) return null;
    const { file, bytes, words } = this;
    const { entry, at } = placeOf(file, this.at);
    const rows: string[][] = [];
    if (entry === null) {
      for (const mark of landmarks(file)) {
        const place = placeOf(file, mark);
        const name =
          place.entry === null ? words.bands[place.band] : `${place.entry.name} ${shapeLabel(place.entry.shape)}`;
        rows.push([String(mark), '', name, '']);
      }
    } else
      for (let byte = at; rows.length < TABLE_ROWS && byte + 4 <= bytes.length; byte += 4) {
        const place = placeOf(file, byte);
        const cell = `${place.entry?.name ?? ''}[${place.index.join(', ')}]`;
        const four = [...bytes.subarray(byte, byte + 4)].map(hex).join(' ');
        rows.push([String(byte), four, cell, numeral(floatAt(bytes, byte).value, EXACT)]);
      }
    return numberTable(fill(words.tableCaption, { step: state.trace?.step ?? 0 }), words.columns, rows);
  }

  protected override sentence({ trace }: PlayerState): string {
    if (trace === null || this.file === null) return '';
    return fill(this.words.sentence, {
      step: trace.step,
      bytes: this.file.bytes.length.toLocaleString(),
      header: (this.file.bodyAt - 8).toLocaleString(),
      said: this.said(this.file, placeOf(this.file, this.at)),
    });
  }
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
const shown = (byte: number, band: Band): string =>
  band === 'json' ? String.fromCharCode(byte) : band === 'padding' ? '␣' : hex(byte);

customElements.define('byte-strip', ByteStrip);
