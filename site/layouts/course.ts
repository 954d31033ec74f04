/** The course in teaching order, written or not: a lesson's place here is its number, and the nth title of the plan in i18n/en/home.ts is its title. */
export const course: readonly string[] = [
  'how-you-are-graded',
  'tensors',
  'broadcasting',
  'linear-regression',
  'derivatives',
  'gradient-descent',
  'preparing-data',
  'logistic-regression',
  'softmax-and-cross-entropy',
  'autograd-scalars',
  'autograd-tensors',
  'modules-and-init',
  'optimizers',
  'train-and-validate',
  'overfitting',
  'convolution',
  'cnn-reads-digits',
  'fast-matrix-products',
  'matrix-products-on-the-gpu',
  'networks-with-memory',
  'attention-and-transformer',
  'two-players',
  'save-load-deploy',
  'other-frameworks',
  'where-it-is-used',
  'looking-inside',
  'fair-and-private',
  'many-machines',
];

/** A lesson that another one speaks of; without `written` it is still to come. */
export interface CourseLesson {
  readonly slug: string;
  readonly title: string;
  readonly written: boolean;
}

/**
 * The lessons of these slugs, in the order of the course.
 *
 * @param titles of the written lessons, by slug
 * @param plan titles of all lessons of the course, in its order
 * @throws where a slug is no lesson of the course
 */
export function lessonsOf(
  slugs: readonly string[],
  titles: ReadonlyMap<string, string>,
  plan: readonly string[],
): readonly CourseLesson[] {
  const unknown = slugs.find((slug) => !course.includes(slug));
  if (unknown !== undefined)
    throw new Error(`There is no lesson "${unknown}" in the course: site/layouts/course.ts lists them all.`);
  return slugs
    .toSorted((a, b) => course.indexOf(a) - course.indexOf(b))
    .map((slug) => ({
      slug,
      title: titles.get(slug) ?? plan[course.indexOf(slug)]!,
      written: titles.has(slug),
    }));
}

/** The lesson that follows in the course; null after the last, and beside the course. */
export const followerOf = (slug: string): string | null => {
  const place = course.indexOf(slug);
  return place < 0 ? null : (course[place + 1] ?? null);
};
