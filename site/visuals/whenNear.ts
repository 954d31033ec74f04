/** What a reader does who is there. */
const approaches = ['scroll', 'wheel', 'touchstart', 'pointermove', 'pointerdown', 'keydown'] as const;
/** By then a page has drawn its first picture. */
const LATER_MS = 5000;

/**
 * Loads a figure's program when one of its elements comes within a screen of what is seen: what stands ten screens further down need not be
 * there for the first picture. Until then the element stands in the page as the build wrote it. It is loaded at once where the
 * keyboard goes to it, before the page is printed, and some seconds after the page has loaded: a print waits for nothing.
 *
 * With `onApproach` an element that is near when the page opens waits, too, until the reader does something: scrolls, points, or presses a
 * key. An editor is heavier than the page round it.
 *
 * @example whenNear('exercise-workbench', () => import('../workbench/ExerciseWorkbench.ts'), { onApproach: true })
 */
export function whenNear(tag: string, load: () => Promise<unknown>, { onApproach = false } = {}): void {
  const elements = [...document.querySelectorAll<HTMLElement>(tag)];
  const paper = matchMedia('print');
  const go = (): void => {
    clearTimeout(timer);
    paper.removeEventListener('change', go);
    observer.disconnect();
    for (const sign of approaches) removeEventListener(sign, watch);
    document.removeEventListener('focusin', focused);
    removeEventListener('beforeprint', go);
    void load();
  };
  const focused = ({ target }: Event): void => {
    if (target instanceof Element && target.closest(tag) !== null) go();
  };
  const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && go(), {
    rootMargin: '100% 0px',
  });
  const watch = (): void => {
    for (const sign of approaches) removeEventListener(sign, watch);
    for (const element of elements) observer.observe(element);
  };
  if (onApproach && scrollY === 0) for (const sign of approaches) addEventListener(sign, watch, { passive: true });
  else watch();
  document.addEventListener('focusin', focused);
  addEventListener('beforeprint', go);
  paper.addEventListener('change', go);
  const timer = setTimeout(go, LATER_MS);
}
