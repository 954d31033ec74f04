/** `<source-tree>`: unfolds everything at once and folds it up again; a link to a room, or to a folder in one, unfolds it. */

class SourceTree extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector<HTMLButtonElement>('.unfold button')!;
    button.addEventListener('click', () => {
      const isOpening = this.folds.some(({ open }) => !open);
      for (const fold of this.folds) fold.open = isOpening;
      button.textContent = (isOpening ? button.dataset['close'] : button.dataset['open']) ?? '';
    });
    addEventListener('hashchange', this.arrive);
    this.arrive();
  }

  disconnectedCallback(): void {
    removeEventListener('hashchange', this.arrive);
  }

  private get folds(): readonly HTMLDetailsElement[] {
    return [...this.querySelectorAll('details')];
  }

  private readonly arrive = (): void => {
    const fold = this.folds.find(({ id }) => id !== '' && `#${id}` === location.hash);
    if (fold === undefined) return;
    fold.open = true;
    fold.scrollIntoView();
  };
}

if (!customElements.get('source-tree')) customElements.define('source-tree', SourceTree);
