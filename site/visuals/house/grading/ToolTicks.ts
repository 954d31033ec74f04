/** `<tool-ticks exercise="…">`: rings three tools of an exercise's workbench until each was tried, and ticks them off here. */
import { stringsFor } from '../../../i18n/index.ts';

type Tool = 'hint' | 'difference' | 'reset';

export class ToolTicks extends HTMLElement {
  private readonly done = new Set<Tool>();
  private leave: AbortController | null = null;

  connectedCallback(): void {
    const workbench = document.getElementById(`exercise-${this.getAttribute('exercise')}`);
    if (workbench === null) return;
    this.leave = new AbortController();
    const { signal } = this.leave;
    // `toggle` does not bubble, so it is heard on its way down.
    const opened = (event: Event): void => {
      const fold = event.target as HTMLDetailsElement;
      if (!fold.open) return;
      if (fold.matches('[data-hint]')) this.tick('hint', workbench);
      if (fold.matches('.verdict-case')) this.tick('difference', workbench);
    };
    workbench.addEventListener('toggle', opened, { capture: true, signal });
    workbench.addEventListener(
      'click',
      (event) => {
        if ((event.target as Element).closest('[data-part="reset"]') !== null) this.tick('reset', workbench);
      },
      { signal },
    );
    // The case appears with a verdict.
    new MutationObserver(() => this.ring(workbench)).observe(workbench.querySelector('[data-part="details"]')!, {
      childList: true,
    });
    this.ring(workbench);
  }

  disconnectedCallback(): void {
    this.leave?.abort();
  }

  private places(workbench: HTMLElement): Readonly<Record<Tool, Element | null>> {
    return {
      hint: workbench.querySelector('[data-hint] summary'),
      difference: workbench.querySelector('.verdict-case summary'),
      reset: workbench.querySelector('[data-part="reset"]'),
    };
  }

  private ring(workbench: HTMLElement): void {
    for (const [tool, place] of Object.entries(this.places(workbench)))
      place?.toggleAttribute('data-ringed', !this.done.has(tool as Tool));
  }

  private tick(tool: Tool, workbench: HTMLElement): void {
    this.done.add(tool);
    this.ring(workbench);
    const item = this.querySelector(`[data-tool="${tool}"]`)!;
    if (item.hasAttribute('data-done')) return;
    item.toggleAttribute('data-done', true);
    const said = document.createElement('span');
    said.className = 'visually-hidden';
    said.textContent = ` (${stringsFor(document.documentElement.lang).grading.toolDone})`;
    item.append(said);
  }
}

customElements.define('tool-ticks', ToolTicks);
