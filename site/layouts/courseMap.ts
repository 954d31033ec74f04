/**
 * The course as a graph, laid out for the map: a column for each part of the course, an edge for each need. Only lessons that exist are in it;
 * a need that is still to come is left out with the lesson itself. Pure: what a reader has done is put on it in the browser.
 */
import { course } from './course.ts';

export interface MapLesson {
  readonly slug: string;
  readonly title: string;
  /** null where its front matter does not say. */
  readonly minutes: number | null;
  readonly needs: readonly string[];
  readonly exercises: readonly string[];
}

export interface MapNode extends MapLesson {
  /** Its number in the course. */
  readonly number: number;
  /** Which part of the course it belongs to, counted from 0 over all parts. */
  readonly part: number;
  /** Column among those that hold a lesson. */
  readonly x: number;
  /** Row, which may lie between two. */
  readonly y: number;
  /** Lessons that need it, in the order of the course. */
  readonly opens: readonly string[];
}

export interface MapEdge {
  readonly from: string;
  readonly to: string;
  /** The need goes without saying, since another need of the same lesson has it: drawn only when one of its ends is looked at. */
  readonly implied: boolean;
}

export interface CourseMap {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
  /** Which part each column shows. */
  readonly columns: readonly number[];
  readonly rows: number;
}

/** Which part the lesson of this number belongs to. @example partOf(4, [3, 3, 3]) // 1 */
export function partOf(number: number, sizes: readonly number[]): number {
  let first = 0;
  for (const [part, size] of sizes.entries()) {
    first += size;
    if (number < first) return part;
  }
  throw new Error(`Lesson ${number} is beyond the ${first} lessons of the plan in site/i18n/en/home.ts.`);
}

/**
 * @param lessons those that exist, in any order
 * @param sizes how many lessons each part of the course has, written or not
 * @throws where a lesson has no place in the course
 */
export function courseMap(lessons: readonly MapLesson[], sizes: readonly number[]): CourseMap {
  const known = new Set(lessons.map(({ slug }) => slug));
  const placed = lessons
    .map((lesson) => {
      const number = course.indexOf(lesson.slug);
      if (number < 0)
        throw new Error(`"${lesson.slug}" has no place in the course: site/layouts/course.ts lists them.`);
      return {
        ...lesson,
        number,
        part: partOf(number, sizes),
        needs: inCourse(lesson.needs.filter((need) => known.has(need))),
      };
    })
    .toSorted((a, b) => a.number - b.number);
  const columns = [...new Set(placed.map(({ part }) => part))];
  const columnOf = (part: number) => placed.filter((lesson) => lesson.part === part);
  const rows = Math.max(0, ...columns.map((part) => columnOf(part).length));
  const nodes = placed.map((lesson): MapNode => {
    const column = columnOf(lesson.part);
    return {
      ...lesson,
      x: columns.indexOf(lesson.part),
      y: column.indexOf(lesson) + (rows - column.length) / 2,
      opens: placed.filter(({ needs }) => needs.includes(lesson.slug)).map(({ slug }) => slug),
    };
  });
  const needsOf = new Map(nodes.map(({ slug, needs }) => [slug, needs]));
  const edges = nodes.flatMap(({ slug, needs }) =>
    needs.map((need) => ({
      from: need,
      to: slug,
      implied: needs.some((other) => other !== need && before(other, needsOf).has(need)),
    })),
  );
  return { nodes, edges, columns, rows };
}

const inCourse = (slugs: readonly string[]): readonly string[] =>
  slugs.toSorted((a, b) => course.indexOf(a) - course.indexOf(b));

/** Everything that a lesson stands on, near and far, without itself. */
export function before(slug: string, needsOf: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (one: string): void => {
    for (const need of needsOf.get(one) ?? []) {
      if (found.has(need)) continue;
      found.add(need);
      visit(need);
    }
  };
  visit(slug);
  return found;
}

/**
 * The line of an edge, in columns and rows. Inside a column it goes straight down to the next lesson, and round the left of those it passes; to
 * another column it leaves and arrives level.
 */
export function edgePath(from: Pick<MapNode, 'x' | 'y'>, to: Pick<MapNode, 'x' | 'y'>): string {
  const say = (...numbers: number[]): string => numbers.map((n) => String(Math.round(n * 1000) / 1000)).join(' ');
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (dx === 0 && Math.abs(dy) <= 1) return `M${say(from.x, from.y)}L${say(to.x, to.y)}`;
  if (dx === 0) {
    const round = 0.07 + 0.03 * Math.abs(dy);
    return `M${say(from.x, from.y)}C${say(from.x - round, from.y + dy / 4, to.x - round, to.y - dy / 4, to.x, to.y)}`;
  }
  const bend = dx > 0 ? 0.5 * Math.min(dx, 1.6) : 0.4;
  return `M${say(from.x, from.y)}C${say(from.x + bend, from.y, to.x - bend, to.y, to.x, to.y)}`;
}
