/**
 * `<named-tables>`: after an attempt at `three-ways-to-lie` that was not right, the tables that the named engines do make, to be laid beside
 * those of the exercise. Drawn when the site was built; each waits in a template.
 */
import { loadWork, onWorkChanged } from '../../../workbench/workStore.ts';
import { namedEngines } from './namedEngines.ts';

const EXERCISE = 'three-ways-to-lie';
const TABLES = ['A', 'B', 'C'] as const;

class NamedTables extends HTMLElement {
  private stop: () => void = () => {};

  connectedCallback(): void {
    this.stop = onWorkChanged((slug) => (slug === EXERCISE || slug === null) && this.show());
    this.show();
  }

  disconnectedCallback(): void {
    this.stop();
  }

  private show(): void {
    const work = loadWork(EXERCISE);
    const last = work?.attempts.at(-1);
    const isWrong = last !== undefined && last.score !== last.max;
    this.hidden = !isWrong;
    if (!isWrong) return;
    const named = namedEngines(last.code, TABLES);
    const place = this.querySelector<HTMLElement>('[data-part="tables"]')!;
    place.replaceChildren(
      ...named.flatMap((engine, i) => {
        const drawn = this.querySelector<HTMLTemplateElement>(`template[data-engine="${engine ?? ''}"]`);
        if (drawn === null) return [];
        const [box, name] = [document.createElement('div'), document.createElement('p')];
        name.className = 'engines-seed';
        name.textContent = `${TABLES[i]}? ${drawn.dataset['name']}`;
        box.append(name, drawn.content.cloneNode(true));
        return [box];
      }),
    );
  }
}

customElements.define('named-tables', NamedTables);
