/**
 * `<scale-bench>`: one random query and its keys, with as many features as the reader chooses; the weights that softmax makes of their products,
 * divided by the root and not. All numbers were measured while the site was built (scales.ts). Answers `<Predict of>`.
 */
import { fill } from '../../i18n/fill.ts';
import { stringsFor } from '../../i18n/index.ts';
import { numeral } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import type { ScaleRow, Softened } from './scales.ts';

type Words = ReturnType<typeof stringsFor>['figures']['scaleBench'];

export class ScaleBench extends HTMLElement {
  private rows: readonly ScaleRow[] = [];
  private words!: Words;
  facts: Readonly<Record<string, number>> = {};

  connectedCallback(): void {
    if (this.rows.length > 0) return;
    this.words = stringsFor(document.documentElement.lang).figures.scaleBench;
    const data = JSON.parse(this.querySelector('script')!.textContent!) as {
      readonly rows: readonly ScaleRow[];
      readonly facts: Readonly<Record<string, number>>;
    };
    this.rows = data.rows;
    this.facts = data.facts;
    const range = this.querySelector('input')!;
    range.disabled = false;
    range.addEventListener('input', () => this.draw(Number(range.value)));
    range.addEventListener('keydown', (event) => event.stopPropagation());
    this.closest('figure')?.addEventListener('figure:view', () => this.fillTable());
    this.draw(Number(range.value));
  }

  private draw(at: number): void {
    const row = this.rows[at]!;
    const { words } = this;
    const range = this.querySelector('input')!;
    range.setAttribute('aria-valuetext', fill(words.features, { features: row.features }));
    this.querySelector('output')!.textContent = String(row.features);
    for (const side of ['divided', 'bare'] as const) {
      const part = this.querySelector<HTMLElement>(`[data-side="${side}"]`)!;
      for (const [key, bar] of [...part.querySelectorAll<HTMLElement>('.scale-bar')].entries())
        bar.style.setProperty('--share', String(row[side].weights[key]));
      part.querySelector('[data-part="said"]')!.textContent = this.said(row[side]);
    }
    this.querySelector('[data-part="variance"]')!.textContent = fill(words.variance, {
      features: row.features,
      variance: numeral(row.variance, 3),
    });
  }

  private said({ largest, entropy, passed }: Softened): string {
    return fill(this.words.said, {
      largest: numeral(largest, 3),
      entropy: numeral(entropy, 3),
      passed: numeral(passed, 2),
    });
  }

  private fillTable(): void {
    const { words } = this;
    const cells = ({ largest, entropy, passed }: Softened): string[] =>
      [largest, entropy, passed].map((value) => numeral(value, 3));
    this.closest('figure')
      ?.querySelector('[data-table]')
      ?.replaceChildren(
        numberTable(
          words.tableCaption,
          words.columns,
          this.rows.map(({ features, divided, bare }) => [String(features), ...cells(divided), ...cells(bare)]),
        ),
      );
  }
}

customElements.define('scale-bench', ScaleBench);
