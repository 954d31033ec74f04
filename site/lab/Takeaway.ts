/** The buttons that give a reader files: the numbers as CSV, a figure as a picture. */
import type { LabWords } from '../i18n/en/lab.ts';
import { fill } from '../i18n/fill.ts';
import { curveCsv, stepCsv } from './csv.ts';
import type { Stage } from './openStage.ts';

type Words = LabWords['exports'];

export class Takeaway {
  private readonly root: HTMLElement;
  private readonly stage: Stage;
  private readonly words: Words;
  private readonly ended = new AbortController();

  constructor(root: HTMLElement, stage: Stage, words: Words) {
    this.root = root;
    this.stage = stage;
    this.words = words;
    this.on('curve', () => this.curve());
    this.on('step', () => this.step());
    this.on('svg', () => this.svg());
    this.on('png', () => this.png());
    const options = [...stage.element.querySelectorAll<HTMLElement>('figure.figure')].map((figure) => {
      const title = figure.querySelector('.figure-title')?.textContent ?? figure.id;
      return new Option(title, figure.id);
    });
    this.select.replaceChildren(...options);
  }

  close(): void {
    this.ended.abort();
  }

  private get select(): HTMLSelectElement {
    return this.root.querySelector<HTMLSelectElement>('[data-take="figure"]')!;
  }

  private on(name: string, act: () => void | Promise<void>): void {
    const button = this.root.querySelector<HTMLButtonElement>(`[data-take="${name}"]`)!;
    button.addEventListener('click', () => void act(), { signal: this.ended.signal });
  }

  private async save(content: string | Blob, name: string, type = 'text/csv'): Promise<void> {
    const { download } = await import('./picture.ts');
    download(content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` }), name);
  }

  private curve(): Promise<void> {
    return this.save(curveCsv(this.stage.player.state.metrics), this.words.curveFile);
  }

  private async step(): Promise<void> {
    const { trace } = this.stage.player.state;
    if (trace !== null) await this.save(stepCsv(trace), fill(this.words.stepFile, { step: trace.step }));
  }

  private figure(): HTMLElement | null {
    return this.stage.element.querySelector<HTMLElement>(`[id="${this.select.value}"]`);
  }

  private async svg(): Promise<void> {
    const figure = this.figure();
    if (figure === null) return;
    const { svgOf, svgText } = await import('./picture.ts');
    await this.save(svgText(svgOf(figure)), `${figure.id}.svg`, 'image/svg+xml');
  }

  private async png(): Promise<void> {
    const figure = this.figure();
    if (figure === null) return;
    const { pngOf, svgOf } = await import('./picture.ts');
    const picture = await pngOf(svgOf(figure));
    if (picture !== null) await this.save(picture, `${figure.id}.png`);
  }
}
