/** The moments of all lessons, in the order of the course, from lessons/…/demos.ts. */
import type { Demo, Preparation } from '../../demos/Demo.ts';
import { course } from '../../layouts/course.ts';

const files = import.meta.glob<{ demos: readonly Demo[] }>('/lessons/*/demos.ts', { eager: true });

export interface LessonDemos {
  readonly slug: string;
  readonly demos: readonly Demo[];
}

/** Address of a demo on its lesson's page, ready for the projector. */
export const demoPath = (slug: string, { moment }: Pick<Demo, 'moment'>): string =>
  `/lessons/${slug}/?present${moment}`;

export const demosByLesson: readonly LessonDemos[] = Object.entries(files)
  .map(([path, { demos }]) => ({ slug: path.replace(/^.*\/\d+-|\/demos\.ts$/g, ''), demos }))
  .toSorted((a, b) => course.indexOf(a.slug) - course.indexOf(b.slug));

export const isPrepared = (demo: Demo): demo is Demo & { readonly prepared: Preparation } =>
  demo.prepared !== undefined;
