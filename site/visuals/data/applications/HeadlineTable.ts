/** `<headline-table>`: a table of applications that can be narrowed to one kind of output, and takes a row of the reader's own. Without a script it is whole. */
import { stringsFor } from '../../../i18n/index.ts';

export class HeadlineTable extends HTMLElement {
  private isBuilt = false;

  connectedCallback(): void {
    const form = this.querySelector('form');
    const table = this.querySelector('table');
    const body = table?.tBodies[0];
    if (this.isBuilt || form === null || table === null || body === undefined) return;
    this.isBuilt = true;
    const words = stringsFor(document.documentElement.lang).applications.headlines;
    const narrow = this.querySelector<HTMLSelectElement>('[data-narrow]');
    const show = (): void => {
      for (const row of body.rows) row.hidden = narrow?.value !== '' && row.dataset['output'] !== narrow?.value;
    };
    narrow?.addEventListener('change', show);
    for (const control of this.querySelectorAll<HTMLButtonElement | HTMLInputElement | HTMLSelectElement>('[disabled]'))
      control.disabled = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const given = new FormData(form);
      const [name, input, output] = ['name', 'input', 'output'].map((key) => String(given.get(key) ?? '').trim());
      const kind = words.outputs[output as keyof typeof words.outputs];
      if (!name || !input || kind === undefined) return;
      const row = body.insertRow();
      row.dataset['output'] = output;
      const head = document.createElement('th');
      head.scope = 'row';
      head.textContent = name;
      row.append(head);
      const cells = [input, kind.says, kind.loss, words.own, words.own];
      for (const [i, text] of cells.entries()) {
        const cell = row.insertCell();
        cell.textContent = text;
        cell.dataset['label'] = words.columns[i + 1] ?? '';
      }
      form.reset();
      show();
    });
  }
}

customElements.define('headline-table', HeadlineTable);
