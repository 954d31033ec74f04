/** Small pieces that the controls of an exported page share: an element, bars of probabilities. */

/** An element with attributes and children. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A table of probabilities with a bar each: the numbers can be read aloud. */
export class Bars {
  readonly root: HTMLElement;
  private readonly body: HTMLTableSectionElement;

  constructor(title: string, columns: readonly [string, string]) {
    this.body = element('tbody');
    const head = element(
      'thead',
      {},
      element('tr', {}, element('th', { scope: 'col' }, columns[0]), element('th', { scope: 'col' }, columns[1])),
    );
    this.root = element('table', { class: 'bars' }, element('caption', {}, title), head, this.body);
  }

  /** Rows in the order given; the largest is marked. `null`: nothing to say. */
  show(rows: readonly (readonly [name: string, share: number])[]): void {
    const best = Math.max(...rows.map(([, share]) => share));
    this.body.replaceChildren(
      ...rows.map(([name, share]) => {
        const cell = element(
          'td',
          {},
          element('span', { class: 'share', style: `--share: ${share.toFixed(4)}` }),
          `${(share * 100).toFixed(1)} %`,
        );
        return element(
          'tr',
          share === best && best > 0 ? { class: 'best' } : {},
          element('th', { scope: 'row' }, name),
          cell,
        );
      }),
    );
  }
}

/** Scores → probabilities that add up to 1. */
export function softmax(scores: ArrayLike<number>): number[] {
  const list = Array.from(scores);
  const most = Math.max(...list);
  const powers = list.map((score) => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
