/**
 * What of a page is shown to a room, and in which order: of each section its question with the formula and the figure that belongs to it, then
 * its other figures, each alone. What is there to be read aloud goes into the notes.
 */

export interface Slide {
  /** What everything of it stands in; only this is laid out. */
  readonly section: HTMLElement;
  readonly title: string;
  /** Questions, formulas, tables, links to moments. */
  readonly asks: readonly Element[];
  readonly figures: readonly Element[];
  /** Its task is shown, not its editor: the room solves it on machines of its own. */
  readonly exercise: HTMLElement | null;
}

/** Blocks of prose that are read, not looked at. */
const READ = new Set([
  'P',
  'UL',
  'OL',
  'DL',
  'BLOCKQUOTE',
  'ASIDE',
  'DETAILS',
  'H2',
  'H3',
  'H4',
  'SCRIPT',
  'STYLE',
  'AFTER-SOLVING',
]);

const isShown = (block: Element): boolean => !READ.has(block.tagName) && !block.classList.contains('aside');
const childrenOf = (element: Element | null): readonly Element[] => (element === null ? [] : [...element.children]);
const isExercise = (block: Element): block is HTMLElement => block.localName === 'exercise-workbench';

/** Links to moments that stand in the prose of a section, gathered so that they can be shown without it. */
export function momentLinks(section: HTMLElement): HTMLElement | null {
  const there = section.querySelector<HTMLElement>('.presenter-links');
  if (there !== null) return there;
  const links = [...section.querySelectorAll<HTMLAnchorElement>('.section-prose > :is(p, ul, ol) a[href^="#t="]')];
  if (links.length === 0) return null;
  const list = document.createElement('ul');
  list.className = 'presenter-links';
  list.append(
    ...links.map((link) => {
      const item = document.createElement('li');
      item.append(link.cloneNode(true));
      return item;
    }),
  );
  section.querySelector('.section-prose')!.append(list);
  return list;
}

function slidesOfSection(section: HTMLElement): readonly Slide[] {
  const title = section.querySelector('.section-title')?.textContent ?? '';
  const links = momentLinks(section);
  const prose = childrenOf(section.querySelector(':scope > .section-prose')).filter(isShown);
  const asks = [
    ...prose.filter((block) => block !== links && !block.matches('.figure')),
    ...(links === null ? [] : [links]),
  ];
  const beside = childrenOf(section.querySelector(':scope > .section-figure > div')).filter(isShown);
  const figures = [...beside, ...prose.filter((block) => block.matches('.figure'))];
  const wide = childrenOf(section.querySelector(':scope > .section-wide')).filter(isShown);
  const [first, ...others] = [...figures, ...wide.filter((block) => !isExercise(block))];
  const slide = (part: Partial<Slide>): Slide => ({ section, title, asks: [], figures: [], exercise: null, ...part });
  const found: Slide[] = [];
  // A vote has the slide for itself: the room looks at its bars.
  const votes = asks.filter(({ localName }) => localName === 'vote-bar');
  const rest = asks.filter((block) => !votes.includes(block));
  found.push(...votes.map((vote) => slide({ asks: [vote] })));
  if (rest.length > 0 || first !== undefined)
    found.push(slide({ asks: rest, figures: first === undefined ? [] : [first] }));
  found.push(...others.map((figure) => slide({ figures: [figure] })));
  found.push(...wide.filter(isExercise).map((exercise) => slide({ exercise })));
  return found;
}

/** Of a page without sections: its figures, one by one. */
function slidesOfFigures(main: Element): readonly Slide[] {
  const figures = [...main.querySelectorAll<HTMLElement>('.figure')].filter(
    (figure) => figure.parentElement?.closest('.figure') === null,
  );
  return figures.map((figure) => ({
    section: figure.parentElement!,
    title: figure.querySelector('.figure-title')?.textContent ?? '',
    asks: [],
    figures: [figure],
    exercise: null,
  }));
}

/** In the order of the page. A lesson begins with its title. */
export function slidesOf(page: Document): readonly Slide[] {
  const sections = [...page.querySelectorAll<HTMLElement>('.section')].flatMap(slidesOfSection);
  if (sections.length === 0) return slidesOfFigures(page.querySelector('main') ?? page.body);
  const head = page.querySelector<HTMLElement>('.lesson-head');
  const title = head?.querySelector('h1')?.textContent ?? '';
  return head === null
    ? sections
    : [{ section: head, title, asks: [head.firstElementChild!], figures: [], exercise: null }, ...sections];
}
