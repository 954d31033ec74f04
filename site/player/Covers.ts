/**
 * What a moment's `hide=` names is covered until somebody shows it: a figure by its id, or what the page calls by that name (`data-hide`),
 * as the clock of a lesson. A class then votes before it can read the answer. What is covered keeps its place; a button stands beside it.
 */
export class Covers {
  private readonly root: ParentNode;
  private readonly label: string;
  private readonly changed: (hidden: readonly string[]) => void;
  private hidden: readonly string[] = [];

  /**
   * @param label what the buttons say
   * @param changed told what is still hidden when a reader has lifted a cover
   */
  constructor(root: ParentNode, label: string, changed: (hidden: readonly string[]) => void) {
    this.root = root;
    this.label = label;
    this.changed = changed;
  }

  /** Cover what has these names, and nothing else. → names that nothing here has */
  put(names: readonly string[]): readonly string[] {
    this.hidden = names;
    const wanted = new Set(names.flatMap((name) => this.named(name)));
    for (const covered of this.root.querySelectorAll('[data-covered]')) if (!wanted.has(covered)) uncover(covered);
    for (const element of wanted) if (!element.hasAttribute('data-covered')) this.cover(element);
    return names.filter((name) => this.named(name).length === 0);
  }

  /** Show what was hidden: all of it, or what has one of these names. */
  lift(names: readonly string[] = this.hidden): void {
    if (this.hidden.length === 0) return;
    this.put(this.hidden.filter((name) => !names.includes(name)));
    this.changed(this.hidden);
  }

  private named(name: string): readonly Element[] {
    return [...this.root.querySelectorAll(`[data-hide~="${name}"], [id="${name}"]`)];
  }

  private cover(element: Element): void {
    element.setAttribute('data-covered', '');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'plain cover';
    button.textContent = this.label;
    button.addEventListener('click', () => {
      const its = [element.id, ...(element.getAttribute('data-hide') ?? '').split(' ')];
      this.lift(its);
    });
    element.after(button);
  }
}

function uncover(element: Element): void {
  element.removeAttribute('data-covered');
  if (element.nextElementSibling?.classList.contains('cover')) element.nextElementSibling.remove();
}
