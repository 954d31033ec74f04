/**
 * `<home-doors>`: puts the reader's own next step into the doors: where they were, or what is open; the smallest exercise that they are ready
 * for, which opens in place. Without it the doors are a newcomer's, and lead somewhere all the same.
 */
import { fill } from '../../../i18n/fill.ts';
import type { HouseStrings } from '../../../i18n/house.ts';
import type { PathName } from '../../../layouts/coursePaths.ts';
import { loadCourse, onCourseChanged } from '../../../workbench/courseStore.ts';
import { smallestOpen, startHere } from '../../../workbench/startHere.ts';
import { type Progress, progressOf } from '../../../workbench/Work.ts';
import { allWork, onWorkChanged } from '../../../workbench/workStore.ts';

interface Exercise {
  readonly slug: string;
  readonly title: string;
  readonly size: number;
}

interface Data {
  readonly lessons: readonly {
    readonly slug: string;
    readonly title: string;
    readonly number: number;
    readonly minutes: number | null;
    readonly needs: readonly string[];
    readonly exercises: readonly Exercise[];
  }[];
  readonly paths: Readonly<Record<PathName, readonly string[]>>;
  readonly first: string;
  readonly words: HouseStrings['home']['doors'];
  readonly base: string;
}

class HomeDoors extends HTMLElement {
  private data!: Data;
  private stops: (() => void)[] = [];
  private opened: string | null = null;

  connectedCallback(): void {
    this.data = JSON.parse(this.piece('data').textContent ?? '') as Data;
    const open = this.piece<HTMLButtonElement>('open');
    open.addEventListener('click', () => void this.toggle());
    const show = (): void => this.show();
    this.stops = [onWorkChanged(show), onCourseChanged(show)];
    this.show();
  }

  disconnectedCallback(): void {
    for (const stop of this.stops) stop();
  }

  private piece<T extends HTMLElement = HTMLElement>(name: string): T {
    return this.querySelector<T>(`[data-part="${name}"]`)!;
  }

  private show(): void {
    const { lessons, paths } = this.data;
    const work = allWork();
    const progress = (exercise: string): Progress => progressOf(work.get(exercise) ?? null);
    const { last, path } = loadCourse();
    const plain = lessons.map(({ exercises, ...lesson }) => ({
      ...lesson,
      exercises: exercises.map(({ slug }) => slug),
    }));
    this.showLearn(startHere(plain, paths[path], last, progress));
    this.showDo(plain, progress);
  }

  private showLearn(start: ReturnType<typeof startHere>): void {
    const { lessons, words, base } = this.data;
    const slug = start.kind === 'last' ? start.last.lesson : start.slug;
    const { title, number, minutes } = lessons.find((lesson) => lesson.slug === slug)!;
    const link = this.piece<HTMLAnchorElement>('learn');
    const place = start.kind === 'lesson' ? '' : (start.last.moment ?? `#${start.last.section}`);
    link.href = `${base}lessons/${slug}/${place}`;
    if (start.kind === 'last') {
      const { section, title: heading, step } = start.last;
      const said = { section: heading === '' ? section : heading, number, step: step ?? '' };
      link.textContent = fill(step === null ? words.goOn : words.goOnStep, said);
    } else if (minutes !== null && number === lessons[0]!.number)
      link.textContent = fill(words.start, { number, minutes });
    else link.textContent = fill(words.startNext, { number });
    this.piece('learn-more').textContent = title;
  }

  private showDo(plain: Parameters<typeof smallestOpen>[0], progress: (exercise: string) => Progress): void {
    const { lessons, words, base, first } = this.data;
    const all = lessons.flatMap(({ exercises }) => exercises);
    const sizeOf = (slug: string): number => all.find((exercise) => exercise.slug === slug)?.size ?? 0;
    // The one that stands open stays until it is put away, solved or not.
    const slug = this.opened ?? smallestOpen(plain, progress, sizeOf, first);
    const exercise = all.find((one) => one.slug === (slug ?? first))!;
    const lesson = lessons.find(({ exercises }) => exercises.includes(exercise))!;
    const link = this.piece<HTMLAnchorElement>('do');
    link.href = `${base}exercises/${exercise.slug}/`;
    link.dataset['exerciseName'] = exercise.slug;
    link.textContent = slug === null ? fill(words.allDone, { title: exercise.title }) : exercise.title;
    this.piece('do-code').hidden = exercise.slug !== first;
    this.piece('do-more').textContent = exercise.slug === first ? words.doFirst : '';
    this.piece('do-lesson').textContent = fill(words.ofLesson, { number: lesson.number, title: lesson.title });
  }

  // The exercise in place: its own page is fetched, and its bench put here.

  private async toggle(): Promise<void> {
    const { words } = this.data;
    const place = this.piece('opened');
    const button = this.piece<HTMLButtonElement>('open');
    if (this.opened !== null) {
      this.opened = null;
      place.replaceChildren();
      place.hidden = true;
      button.textContent = words.openHere;
      button.setAttribute('aria-expanded', 'false');
      this.show();
      return;
    }
    const link = this.piece<HTMLAnchorElement>('do');
    button.textContent = words.opening;
    const [bench] = await Promise.all([benchOf(link.href), import('../../../workbench/ExerciseWorkbench.ts')]);
    if (bench === null) {
      location.href = link.href;
      return;
    }
    this.opened = link.dataset['exerciseName']!;
    place.replaceChildren(bench);
    place.hidden = false;
    button.textContent = words.closeHere;
    button.setAttribute('aria-expanded', 'true');
    place.scrollIntoView({ block: 'nearest' });
  }
}

/** The bench of an exercise's page; null where it cannot be had. Its title is one of the page's headings here, and not the page's own. */
async function benchOf(address: string): Promise<Element | null> {
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const bench = page.querySelector('exercise-workbench');
  if (bench === null) return null;
  const title = bench.querySelector('h1');
  if (title !== null) {
    const heading = page.createElement('h3');
    heading.className = title.className;
    heading.append(...title.childNodes);
    title.replaceWith(heading);
  }
  return document.importNode(bench, true);
}

if (!customElements.get('home-doors')) customElements.define('home-doors', HomeDoors);
