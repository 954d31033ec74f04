/**
 * `<few-bits>`: the weights of a layer before the step that is shown, as they come back from so many bits, and by how much they miss. What that
 * costs in accuracy was measured of a network that has learned, and stands beside it.
 */

import { type Per, quantised } from '#framework/runs/quantise.ts';
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import type { StepTrace } from '../../../player/protocol.ts';
import { type Drawn, drawnCells } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { numeral, scaleOf } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { TensorView } from '../../stage/TensorView.ts';

const LAYER = 'conv2.weight';
const [FEWEST, MOST] = [2, 8];
const TABLE_ROWS = 32;

interface Kept {
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
}

const layerOf = (trace: StepTrace | null): Kept | null => {
  const update = trace?.updates.find(({ label }) => label === LAYER);
  return trace?.tensors.get(update?.before ?? Number.NaN) ?? null;
};

export class FewBits extends Figure {
  private readonly bits = document.createElement('input');
  private readonly per = document.createElement('select');
  private readonly missing = document.createElement('p');
  private stored: TensorView | null = null;
  private missed: TensorView | null = null;

  private get words() {
    return this.strings.files.bits;
  }

  protected build(_player: Player): void {
    const { words } = this;
    const bar = document.createElement('div');
    bar.className = 'figure-controls bytes-controls';
    const width = document.createElement('label');
    this.bits.type = 'range';
    [this.bits.min, this.bits.max, this.bits.value] = [String(FEWEST), String(MOST), '4'];
    this.bits.addEventListener('input', () => this.invalidate());
    width.append(`${words.bits} `, this.bits);
    const of = document.createElement('label');
    for (const per of ['tensor', 'channel'] as const) {
      const option = document.createElement('option');
      [option.value, option.textContent] = [per, words.per[per]];
      this.per.append(option);
    }
    this.per.addEventListener('change', () => this.invalidate());
    of.append(`${words.scale} `, this.per);
    bar.append(width, of);
    const options = { strings: this.strings, maxHeight: 150, maxCell: 16 };
    this.stored = new TensorView(options);
    this.missed = new TensorView(options);
    this.missing.className = 'bytes-says';
    this.append(bar, this.stored.element, this.missed.element, this.missing);
  }

  private get chosen(): { readonly bits: number; readonly per: Per } {
    return { bits: Number(this.bits.value), per: this.per.value as Per };
  }

  private stands({ values, shape }: Kept): { readonly given: Float32Array; readonly missed: Float32Array } {
    const { bits, per } = this.chosen;
    const given = quantised(values, shape, bits, per);
    return { given, missed: given.map((value, i) => value - values[i]!) };
  }

  protected override draw({ trace }: PlayerState): void {
    const layer = layerOf(trace);
    const { words } = this;
    if (layer === null) {
      this.missing.textContent = words.absent;
      return;
    }
    const { bits } = this.chosen;
    this.bits.setAttribute('aria-valuetext', fill(words.bitsText, { bits }));
    const { given, missed } = this.stands(layer);
    const scale = scaleOf(layer.values);
    const content = (name: string, values: Float32Array<ArrayBuffer>) => ({
      name,
      shown: { values, shape: layer.shape, prefix: [], fullShape: layer.shape },
      mode: 'value' as const,
      scale,
    });
    const width = Math.min(460, this.clientWidth);
    this.stored?.draw(content(fill(words.stored, { name: LAYER, bits }), Float32Array.from(given)), width);
    this.missed?.draw(content(fill(words.missed, { name: LAYER }), Float32Array.from(missed)), width);
    this.missing.textContent = fill(words.says, {
      levels: 2 ** bits - 1,
      most: numeral(scaleOf(missed), 3),
      different: new Set(given).size,
    });
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const layer = layerOf(trace);
    return layer === null ? [] : drawnCells(`parameter ${LAYER} before`, { ...layer, prefix: [] });
  }

  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    const layer = layerOf(trace);
    if (layer === null) return null;
    const { given, missed } = this.stands(layer);
    const rows = Array.from({ length: Math.min(TABLE_ROWS, given.length) }, (_, i) => [
      String(i),
      numeral(layer.values[i]!),
      numeral(given[i]!),
      numeral(missed[i]!),
    ]);
    return numberTable(fill(this.words.tableCaption, { name: LAYER, step: trace!.step }), this.words.columns, rows);
  }

  protected override sentence({ trace }: PlayerState): string {
    if (trace === null) return '';
    return fill(this.words.sentence, { step: trace.step, name: LAYER, bits: this.chosen.bits });
  }
}

customElements.define('few-bits', FewBits);
