/**
 * A lesson is ten screens long, and its first words are to be seen before its last are laid out. A fresh visit therefore begins with what
 * stands near (`data-arriving`, set by Page.astro before the first paint; styles/lesson.css); as soon as the reader moves, the rest is
 * laid out, a section whenever nothing else is to be done (at once, where a link leads to a place on it: waking.inline.js). Whoever comes to a place on the page (a link with a hash, a reload, the way
 * back) gets the whole page at once, so that the place is where it will stay.
 */

import { whenIdle } from './later.ts';

const { dataset } = document.documentElement;

/** Everything, now. */
const whole = (): void => {
  delete dataset['arriving'];
};

let isPressed = document.querySelector(':active') !== null;

/**
 * The first section that is not laid out yet, and then, when there is time again, the next. Not while a pointer is pressed: the page would move under
 * a hand that draws.
 */
function layOut(sections: readonly HTMLElement[]): void {
  if (isPressed) {
    const on = (): void => {
      for (const event of ['pointerup', 'pointercancel']) removeEventListener(event, on);
      whenIdle(() => layOut(sections));
    };
    for (const event of ['pointerup', 'pointercancel']) addEventListener(event, on);
    return;
  }
  const [next, ...rest] = sections;
  if (next === undefined) {
    whole();
    return;
  }
  next.dataset['laidOut'] = '';
  whenIdle(() => layOut(rest));
}

if (dataset['arriving'] !== undefined) {
  const moved = (): void => {
    for (const event of ['scroll', 'pointerdown', 'keydown']) removeEventListener(event, moved);
    whenIdle(() => layOut([...document.querySelectorAll<HTMLElement>('.section')]));
  };
  for (const event of ['scroll', 'pointerdown', 'keydown']) addEventListener(event, moved, { passive: true });
  // Before this was here to hear it.
  if (scrollY > 0) moved();
  for (const [event, pressed] of [
    ['pointerdown', true],
    ['pointerup', false],
    ['pointercancel', false],
  ] as const)
    addEventListener(
      event,
      () => {
        isPressed = pressed;
      },
      { capture: true, passive: true },
    );
  addEventListener('hashchange', whole);
  addEventListener('beforeprint', whole);
}
