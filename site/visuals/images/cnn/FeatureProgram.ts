/**
 * `<feature-program>`: a program that was run by the build in every way that the reader can set it. Shapes stand behind its lines; the line at
 * which it fails is marked, and under it stands what was said.
 */
import { stringsFor } from '../../../i18n/index.ts';
import { shapeLabel } from '../../parts/cells/shownTensor.ts';
import type { ProgramRun } from './programRuns.ts';

/** The linear layer stands in this line of `forward`, and is the third of the layers that a question names. */
const LINEAR_LINE = 3;
const LINEAR = 2;

class FeatureProgram extends HTMLElement {
  private runs: Readonly<Record<string, ProgramRun>> = {};
  private readonly words = stringsFor(document.documentElement.lang).cnn.featureProgram;

  /** Which layer is wrong in the program as it was published, once its name is imported: its place among the choices. */
  get facts(): Readonly<Record<string, number>> {
    this.read();
    const failed = this.runs['true,1,6']?.failed;
    return failed === LINEAR_LINE ? { 'wrong-layer': LINEAR } : {};
  }

  connectedCallback(): void {
    this.read();
    for (const input of this.querySelectorAll<HTMLInputElement>('input')) {
      input.disabled = false;
      input.addEventListener('change', () => this.draw());
    }
    this.draw();
  }

  private read(): void {
    this.runs = JSON.parse(this.dataset['runs'] ?? '{}') as Readonly<Record<string, ProgramRun>>;
  }

  private chosen(name: string): string {
    return this.querySelector<HTMLInputElement>(`input[data-choice="${name}"]:checked`)?.value ?? '';
  }

  private draw(): void {
    const [imported, padding, side] = ['imported', 'padding', 'side'].map((name) => this.chosen(name));
    const run = this.runs[`${imported},${padding},${side}`];
    if (run === undefined) return;
    for (const mark of this.querySelectorAll<HTMLElement>('[data-shows]'))
      mark.textContent = { padding, side, squared: `${side} * ${side}` }[mark.dataset['shows']!] ?? '';
    this.querySelector<HTMLElement>('[data-line="import"]')!.classList.toggle('is-missing', imported !== 'true');
    this.querySelector<HTMLElement>('[data-line="fc1"]')!.classList.toggle('is-wrong', run.failed === LINEAR_LINE);
    for (const [line, shape] of run.shapes.entries()) {
      const row = this.querySelector<HTMLElement>(`[data-line="${line}"]`)!;
      row.classList.toggle('is-wrong', run.failed === line);
      row.querySelector('.program-shape')!.textContent =
        shape === null ? (run.failed === line ? this.words.here : '') : `[${shape.join(', ')}]`;
    }
    this.querySelector('[data-part="message"]')!.textContent =
      run.failed === null ? this.words.runs.replace('{shape}', shapeLabel(run.shapes.at(-1)!)) : run.message;
    this.querySelector('[data-part="hint"]')!.textContent = run.hint === '' ? '' : `hint: ${run.hint}`;
    this.querySelector('[data-part="output"]')!.classList.toggle('is-wrong', run.failed !== null);
  }
}

customElements.define('feature-program', FeatureProgram);
