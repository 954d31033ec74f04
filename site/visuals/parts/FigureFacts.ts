/** `<figure-facts>`: stands in a figure that was drawn while the site was built, and holds the facts that predictions ask it for. */
export class FigureFacts extends HTMLElement {
  get facts(): Readonly<Record<string, number>> {
    return JSON.parse(this.dataset['facts'] ?? '{}') as Record<string, number>;
  }
}

customElements.define('figure-facts', FigureFacts);
