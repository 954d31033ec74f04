/** On the page of addresses that lead nowhere: names the lesson that was perhaps meant, and lights it on the map. */
import { nearestLesson } from '../../../layouts/nearestLesson.ts';
import type { CourseMap } from './CourseMap.ts';

export function lightNearest(page: Document): void {
  const map = page.querySelector<CourseMap>('course-map');
  const told = page.querySelector<HTMLElement>('[data-near]');
  const nodes = [...page.querySelectorAll<HTMLAnchorElement>('course-map .map-node')];
  const nearest = nearestLesson(
    location.pathname,
    nodes.map((node) => node.dataset['lesson']!),
  );
  const node = nodes.find((one) => one.dataset['lesson'] === nearest);
  if (map === null || told === null || node === undefined) return;
  const link = page.createElement('a');
  link.href = node.href;
  link.textContent = node.querySelector('.map-title')!.textContent;
  const [before = '', after = ''] = (told.dataset['near'] ?? '').split('{title}');
  told.replaceChildren(before, link, after);
  void customElements.whenDefined('course-map').then(() => map.look(nearest!));
}
