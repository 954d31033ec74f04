/**
 * Loads a figure's program when one of its elements comes within a screen of what is seen: what stands ten screens further down need not be
 * there for the first picture. Until then the element stands in the page as the build wrote it. It is loaded at once where an element says
 * `data-eager`, where the keyboard goes to it, and before the page is printed.
 *
 * @example whenNear('exercise-workbench', () => import('../workbench/ExerciseWorkbench.ts'))
 */
export function whenNear(tag: string, load: () => Promise<unknown>): void {
  const elements = [...document.querySelectorAll<HTMLElement>(tag)];
  if (elements.some(({ dataset }) => dataset['eager'] !== undefined)) {
    void load();
    return;
  }
  const go = (): void => {
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
}
