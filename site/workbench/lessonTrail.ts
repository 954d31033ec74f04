/**
 * On a lesson's page: a section counts as seen when its figure was used, a guess was made or its exercise was worked on, never by scrolling;
 * and there the reader goes on next time. It listens, and changes nothing on the page.
 */
import { stepOf, used } from './Course.ts';
import { changeCourse } from './courseStore.ts';

/** The address follows a player some moments after the reader has stopped. */
const SETTLED_MS = 1500;

const lesson = document.querySelector<HTMLElement>('[data-lesson].lesson');

if (lesson !== null) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let at: HTMLElement | null = null;

  const keep = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (at === null) return;
    const moment = location.hash.startsWith('#t=') ? location.hash : null;
    const last = {
      lesson: lesson.dataset['lesson']!,
      section: at.id,
      title: at.querySelector('.section-title')?.textContent?.trim() ?? '',
      moment,
      step: moment === null ? null : stepOf(moment),
      at: Date.now(),
    };
    at = null;
    changeCourse((course) => used(course, last));
  };

  const use = (event: Event): void => {
    const target = event.target as Element;
    const inside = target.closest('figure, .predict, exercise-workbench, .dock');
    if (inside === null) return;
    if (event.type === 'keydown' && (event as KeyboardEvent).key === 'Tab') return;
    // The bar at the foot of the window belongs to what is on screen.
    at = target.closest<HTMLElement>('.section[id]') ?? sectionOnScreen() ?? at;
    clearTimeout(timer);
    timer = setTimeout(keep, SETTLED_MS);
  };

  const sectionOnScreen = (): HTMLElement | null => {
    const sections = [...lesson.querySelectorAll<HTMLElement>('.section[id]')];
    return sections.find((section) => section.getBoundingClientRect().bottom > innerHeight / 2) ?? null;
  };

  for (const type of ['pointerdown', 'input', 'keydown', 'submit']) lesson.addEventListener(type, use);
  addEventListener('pagehide', keep);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && keep());
}
