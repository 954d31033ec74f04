/**
 * `<course-map>`: brings the map of the course to life. Its markup is CourseMap.astro's and complete without this: here what a lesson needs and
 * opens is lit, the arrow keys walk along the lines, and the reader's own work, place and path are put on it.
 */

import { fill } from '../../../i18n/fill.ts';
import { isPathName, type PathName } from '../../../layouts/coursePaths.ts';
import { changeCourse, loadCourse, onCourseChanged } from '../../../workbench/courseStore.ts';
import { knownByTest, startHere } from '../../../workbench/startHere.ts';
import { type Progress, progressOf } from '../../../workbench/Work.ts';
import { allWork, onWorkChanged } from '../../../workbench/workStore.ts';
import { type Steps, stepTo } from './stepTo.ts';

interface Node extends Steps {
  readonly title: string;
  readonly exercises: readonly string[];
  readonly hardest: string | null;
}

interface Data {
  readonly nodes: readonly Node[];
  readonly paths: Readonly<Record<PathName, readonly string[]>>;
  readonly words: {
    readonly here: string;
    readonly byTest: string;
    readonly ring: Readonly<Record<'none' | 'some' | 'all', string>>;
    readonly states: Readonly<Record<Progress, string>>;
  };
}

export class CourseMap extends HTMLElement {
  private data!: Data;
  private nodes: ReadonlyMap<string, HTMLAnchorElement> = new Map();
  private stops: (() => void)[] = [];

  connectedCallback(): void {
    this.data = JSON.parse(this.piece('data')!.textContent ?? '') as Data;
    this.nodes = new Map(
      [...this.querySelectorAll<HTMLAnchorElement>('.map-node')].map((node) => [node.dataset['lesson']!, node]),
    );
    this.listenToBoard();
    this.listenToTools();
    const show = (): void => this.show();
    this.stops = [onWorkChanged(show), onCourseChanged(show)];
    this.show();
    this.reach(this.place);
  }

  disconnectedCallback(): void {
    for (const stop of this.stops) stop();
  }

  private piece<T extends HTMLElement = HTMLElement>(name: string): T | null {
    return this.querySelector<T>(`[data-part="${name}"]`);
  }

  // What the reader has done

  private show(): void {
    const { words, nodes } = this.data;
    const course = loadCourse();
    const work = allWork();
    const progress = (exercise: string): Progress => progressOf(work.get(exercise) ?? null);
    for (const arc of this.querySelectorAll<SVGElement>('[data-exercise]'))
      arc.dataset['state'] = progress(arc.dataset['exercise']!);
    const hardest = new Map(nodes.flatMap(({ slug, hardest }) => (hardest === null ? [] : [[slug, hardest] as const])));
    const known = knownByTest(nodes, hardest, progress);
    const { place } = this;
    for (const { slug, exercises } of nodes) {
      const solved = exercises.filter((exercise) => progress(exercise) === 'solved').length;
      const begun = exercises.some((exercise) => progress(exercise) !== 'new');
      const total = exercises.length;
      const state = total === 0 || !begun ? '' : fill(words.ring[solved === total ? 'all' : 'some'], { solved, total });
      const notes = [slug === place ? words.here : '', known.has(slug) ? words.byTest : ''].filter(Boolean).join(' · ');
      for (const element of this.querySelectorAll<HTMLElement>(`[data-lesson="${slug}"]`)) {
        element.toggleAttribute('data-here', slug === place);
        element.toggleAttribute('data-solved', total > 0 && solved === total);
        for (const note of element.querySelectorAll('[data-part="note"]')) note.textContent = notes;
        for (const told of element.querySelectorAll('[data-part="state"]')) told.textContent = state;
      }
    }
    this.showPath(course.path);
  }

  /** The lesson that is next. */
  private get place(): string {
    const course = loadCourse();
    const work = allWork();
    const start = startHere(this.data.nodes, this.data.paths[course.path], course.last, (exercise) =>
      progressOf(work.get(exercise) ?? null),
    );
    return start.kind === 'last' ? start.last.lesson : start.slug;
  }

  private showPath(path: PathName): void {
    const on = this.data.paths[path];
    this.dataset['path'] = path;
    for (const element of this.querySelectorAll<HTMLElement>('[data-lesson]'))
      element.toggleAttribute('data-beside', !on.includes(element.dataset['lesson']!));
    for (const edge of this.querySelectorAll<SVGElement>('[data-from]'))
      edge.toggleAttribute(
        'data-beside',
        ![edge.dataset['from']!, edge.dataset['to']!].every((end) => on.includes(end)),
      );
    for (const radio of this.querySelectorAll<HTMLInputElement>('input[name="path"]'))
      radio.checked = radio.value === path;
    document.documentElement.dataset['path'] = path;
  }

  // The board

  private listenToBoard(): void {
    const board = this.piece('board')!;
    const lessonAt = (event: Event): string | undefined =>
      (event.target as Element).closest<HTMLElement>('.map-node')?.dataset['lesson'];
    board.addEventListener('pointerover', (event) => this.look(lessonAt(event)));
    board.addEventListener('pointerleave', () => this.light(null));
    board.addEventListener('focusin', (event) => {
      const slug = lessonAt(event);
      if (slug !== undefined) this.reach(slug);
      this.look(slug);
    });
    board.addEventListener('focusout', () => this.light(null));
    board.addEventListener('keydown', (event) => this.walk(event, lessonAt(event)));
  }

  /** Lights a lesson with what it needs and opens, and says what it is about. */
  look(slug: string | undefined): void {
    if (slug === undefined) return;
    this.light(slug);
    this.describe(slug);
  }

  /** The lesson, what it needs and what it opens; null: nothing is lit. */
  private light(slug: string | null): void {
    const node = this.data.nodes.find((one) => one.slug === slug);
    this.toggleAttribute('data-looking', node !== undefined);
    for (const [name, element] of this.nodes) {
      const lit =
        name === slug ? 'self' : node?.needs.includes(name) ? 'need' : node?.opens.includes(name) ? 'opens' : '';
      element.dataset['lit'] = lit;
    }
    for (const edge of this.querySelectorAll<SVGElement>('[data-from]')) {
      const { from, to } = edge.dataset;
      edge.dataset['lit'] = node === undefined ? '' : to === slug ? 'need' : from === slug ? 'opens' : '';
    }
  }

  /** The panel says of a lesson what its entry in the list says; the small map, its name. */
  private describe(slug: string): void {
    const panel = this.piece('panel')!;
    const name = this.piece('name');
    const { title } = this.data.nodes.find((one) => one.slug === slug)!;
    if (name !== null) {
      name.textContent = title;
      return;
    }
    if (panel.dataset['lesson'] === slug) return;
    panel.dataset['lesson'] = slug;
    const about = this.querySelector(`.map-list [data-lesson="${slug}"] [data-part="about"]`)!.cloneNode(
      true,
    ) as HTMLElement;
    for (const link of about.querySelectorAll('a')) link.removeAttribute('tabindex');
    panel.replaceChildren(about);
  }

  /** One lesson can be reached with the tab key; the arrows do the rest. */
  private reach(slug: string): void {
    for (const [name, node] of this.nodes) node.tabIndex = name === slug ? 0 : -1;
  }

  private walk(event: KeyboardEvent, slug: string | undefined): void {
    if (slug === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const goal = stepTo(this.data.nodes, slug, event.key);
    if (goal === null) return;
    event.preventDefault();
    if (goal !== slug) this.nodes.get(goal)!.focus();
  }

  // Path and list

  private listenToTools(): void {
    const paths = this.piece<HTMLFieldSetElement>('paths');
    const asList = this.piece<HTMLButtonElement>('as-list');
    if (paths === null || asList === null) return;
    paths.addEventListener('change', (event) => {
      const { value } = event.target as HTMLInputElement;
      if (!isPathName(value)) return;
      this.showPath(value);
      changeCourse((course) => ({ ...course, path: value }));
    });
    asList.addEventListener('click', () => this.toggleList());
    this.addEventListener('keydown', (event) => {
      const isTyped = event.target instanceof HTMLInputElement && event.target.type !== 'radio';
      if (event.key.toLowerCase() !== 't' || event.ctrlKey || event.metaKey || event.altKey || isTyped) return;
      event.preventDefault();
      this.toggleList();
      asList.focus();
    });
    this.setList(false);
  }

  private toggleList(): void {
    this.setList(this.dataset['view'] !== 'list');
  }

  /** While the drawing stands there, the list is for those who listen: its links are no stops of the tab key. */
  private setList(shown: boolean): void {
    this.dataset['view'] = shown ? 'list' : 'board';
    this.piece('as-list')!.setAttribute('aria-pressed', String(shown));
    const small = matchMedia('(max-width: 59.99rem)');
    const setStops = (): void => {
      for (const link of this.querySelectorAll<HTMLAnchorElement>('.map-list a')) {
        if (this.dataset['view'] === 'list' || small.matches) link.removeAttribute('tabindex');
        else link.tabIndex = -1;
      }
    };
    setStops();
    small.onchange = setStops;
  }
}

if (!customElements.get('course-map')) customElements.define('course-map', CourseMap);
