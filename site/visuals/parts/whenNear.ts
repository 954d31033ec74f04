/** By then a page has drawn its first picture. */
const LATER_MS = 5000;

/**
 * Loads a figure's program when one of its elements comes within a screen of what is seen: what stands ten screens further down need not be
 * there for the first picture. Until then the element stands in the page as the build wrote it. It is loaded at once where the
 * keyboard goes to it, before the page is printed, and some seconds after the page has loaded: a print waits for nothing.
 *
 * @example whenNear('exercise-workbench', () => import('../../workbench/ExerciseWorkbench.ts'))
 */
export function whenNear(tag: string, load: () => Promise<unknown>): void {
  const elements = [...document.querySelectorAll<HTMLElement>(tag)];
  const paper = matchMedia('print');
  const go = (): void => {
    clearTimeout(timer);
    paper.removeEventListener('change', go);
    observer.disconnect();
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
  for (const element of elements) observer.observe(element);
  document.addEventListener('focusin', focused);
  addEventListener('beforeprint', go);
  paper.addEventListener('change', go);
  const timer = setTimeout(go, LATER_MS);
}
