/** Where a typeset equation has room for numbers, in its picture and in the MathML that speech reads, and how they are written there. */
import type { Row } from './LinkedEquationSource.ts';

export interface Slot {
  readonly name: string;
  readonly element: Element;
}

export function slotsIn(root: Element): readonly Slot[] {
  return [
    // Into the text itself, for KaTeX keeps the space before the next sign in the same span.
    ...[...root.querySelectorAll<HTMLElement>('[data-slot]')].map((element) => ({
      name: element.dataset['slot']!,
      element: element.querySelector('.text') ?? element,
    })),
    ...mathSlots(root),
  ];
}

/** The MathML copy carries no attributes: its slots are known by the text they were typeset with. */
function mathSlots(root: Element): readonly Slot[] {
  return [...root.querySelectorAll('.katex-mathml mtext')].flatMap((element) => {
    const name = /^slot(\w+)$/.exec(element.textContent ?? '')?.[1];
    return name === undefined ? [] : [{ name, element }];
  });
}

export function writeSlots(slots: readonly Slot[], texts: Readonly<Record<string, string>>): void {
  for (const { name, element } of slots) {
    const text = texts[name] ?? '';
    if (element.textContent !== text) element.textContent = text;
  }
}

/** A row of a sum that is written out. */
export function listItem({ pieces, here }: Row): HTMLLIElement {
  const item = document.createElement('li');
  item.classList.toggle('is-here', here ?? false);
  for (const { text, sym, sup } of pieces) {
    const element = document.createElement(sup ? 'sup' : 'span');
    element.textContent = text;
    if (sym !== undefined) element.dataset['sym'] = sym;
    item.append(element);
  }
  return item;
}
