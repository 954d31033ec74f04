import { later } from '../../layouts/later.ts';

/**
 * Loads a figure's program when one of its elements comes within a screen of what is seen: what stands ten screens further down need not be
 * there for the first picture. Until then the element stands in the page as the build wrote it. It is loaded at once where the
 * keyboard goes to it, before the page is printed, and some time after the page has loaded (layouts/later.ts): a print waits for nothing.
 *
 * @example whenNear('exercise-workbench', () => import('../../workbench/ExerciseWorkbench.ts'))
 */
export function whenNear(tag: string, load: () => Promise<unknown>): void {
  const elements = [...document.querySelectorAll<HTMLElement>(tag)];
  const paper = matchMedia('print');
  let isGone = false;
  const go = (): void => {
    if (isGone) return;
    isGone = true;
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
  void later().then(go);
}
