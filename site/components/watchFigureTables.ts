/**
 * Turns a figure into its table and back: by the button in its head, or by T while the focus is inside it. Knows nothing of what is drawn.
 */

const showView = (figure: HTMLElement, view: 'table' | 'drawing'): void => {
  const asTable = view === 'table';
  figure.dataset['view'] = view;
  figure.querySelector('[data-table-toggle]')?.setAttribute('aria-pressed', String(asTable));
  figure.querySelector<HTMLElement>('[data-table]')?.toggleAttribute('hidden', !asTable);
  figure.querySelector<HTMLElement>('[data-drawing]')?.toggleAttribute('hidden', asTable);
  figure.dispatchEvent(new CustomEvent('figure:view', { bubbles: true, detail: { view } }));
};

const toggleView = (figure: HTMLElement): void =>
  showView(figure, figure.dataset['view'] === 'table' ? 'drawing' : 'table');

/** In a text field the letter T is a letter. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

/** Brings every figure under `root` to life that offers a table; call it once a page. */
export const watchFigureTables = (root: ParentNode): void => {
  for (const button of root.querySelectorAll<HTMLButtonElement>('[data-table-toggle]')) {
    const figure = button.closest<HTMLElement>('figure');
    if (figure === null) continue;
    button.hidden = false;
    button.addEventListener('click', () => toggleView(figure));
    figure.addEventListener('keydown', (event) => {
      if (event.key.toLowerCase() !== 't' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      event.preventDefault();
      toggleView(figure);
      button.focus();
    });
  }
};
