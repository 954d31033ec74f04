/**
 * <theme-toggle>: the reader's choice of paper or blackboard, or the system's. One button, three states, remembered where the browser
 * allows it. The stored choice is applied before the first paint by the small script in Page.astro; this element only changes it.
 */

const states = ['auto', 'light', 'dark'] as const;
type State = (typeof states)[number];

const remember = (state: State): void => {
  try {
    localStorage.setItem('theme', state);
  } catch {
    // Storage may be blocked; the choice then lasts as long as the page.
  }
};

class ThemeToggle extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    if (button === null) return;
    button.addEventListener('click', () => this.#choose(button));
    this.#show(button);
    this.hidden = false;
  }

  get #state(): State {
    return states.find((state) => state === document.documentElement.dataset['theme']) ?? 'auto';
  }

  #choose(button: HTMLButtonElement): void {
    const next = this.#after(this.#state);
    if (next === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = next;
    remember(next);
    this.#show(button);
  }

  #after(state: State): State {
    return states[(states.indexOf(state) + 1) % states.length] ?? 'auto';
  }

  #show(button: HTMLButtonElement): void {
    const state = this.#state;
    const word = (name: State): string => this.dataset[name] ?? name;
    const label = (this.dataset['label'] ?? '')
      .replace('{now}', word(state))
      .replace('{next}', word(this.#after(state)));
    button.setAttribute('aria-label', label);
    button.title = label;
    for (const each of button.querySelectorAll('[data-state]')) {
      each.toggleAttribute('hidden', each.getAttribute('data-state') !== state);
    }
  }
}

if (!customElements.get('theme-toggle')) customElements.define('theme-toggle', ThemeToggle);
