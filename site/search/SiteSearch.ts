/**
 * `<site-search>`: opens the search, by its button or by `/` from anywhere on the page. Everything else, the index too, is loaded when it is
 * opened first. Pages that have a search of their own keep the key.
 */

class SiteSearch extends HTMLElement {
  connectedCallback(): void {
    this.querySelector('button')?.addEventListener('click', () => void this.open());
    addEventListener('keydown', this.shortcut);
  }

  disconnectedCallback(): void {
    removeEventListener('keydown', this.shortcut);
  }

  private readonly shortcut = (event: KeyboardEvent): void => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const { target } = event;
    if (target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select')))
      return;
    if (document.querySelector('reference-search, glossary-filter') !== null) return;
    event.preventDefault();
    void this.open();
  };

  private async open(): Promise<void> {
    const { openSearch } = await import('./openSearch.ts');
    const { index = '', words = '', base = '/' } = this.dataset;
    await openSearch({ index, words, base });
  }
}

if (!customElements.get('site-search')) customElements.define('site-search', SiteSearch);
