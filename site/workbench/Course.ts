/**
 * What is kept of a reader's way through the course, beside the work on exercises: which sections were used, where the reader was last, which
 * path was chosen. Versioned data that may come from an older page or from anywhere: reading it never throws.
 */
import { isPathName, type PathName } from '../layouts/coursePaths.ts';

/** Where the reader did something last. */
export interface LastMoment {
  /** Slug of the lesson. */
  readonly lesson: string;
  /** Its section, and that section's title as it was read. */
  readonly section: string;
  readonly title: string;
  /** What stood behind the `#`, where that was a moment of a run. */
  readonly moment: string | null;
  readonly step: number | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Course {
  readonly version: 1;
  readonly path: PathName;
  readonly last: LastMoment | null;
  /** Sections that were used, by lesson: a figure was touched there, a guess was made. Scrolling past counts for nothing. */
  readonly seen: Readonly<Record<string, readonly string[]>>;
}

export const newCourse: Course = { version: 1, path: 'all', last: null, seen: {} };

const slug = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LONGEST = 4000;

const isName = (value: unknown): value is string => typeof value === 'string' && slug.test(value);

function readLast(value: unknown): LastMoment | null {
  if (typeof value !== 'object' || value === null) return null;
  const { lesson, section, title, moment, step, at } = value as Record<string, unknown>;
  if (!isName(lesson) || !isName(section) || typeof title !== 'string' || typeof at !== 'number') return null;
  const isMoment = typeof moment === 'string' && moment.startsWith('#t=') && moment.length <= LONGEST;
  return {
    lesson,
    section,
    title: title.slice(0, 200),
    moment: isMoment ? moment : null,
    step: isMoment && Number.isInteger(step) ? (step as number) : null,
    at,
  };
}

function readSeen(value: unknown): Course['seen'] {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([lesson, sections]) =>
      isName(lesson) && Array.isArray(sections) ? [[lesson, [...new Set(sections.filter(isName))].slice(0, 100)]] : [],
    ),
  );
}

/** A course out of whatever was kept. What cannot be read is as if it were not there. */
export function readCourse(value: unknown): Course {
  if (typeof value !== 'object' || value === null) return newCourse;
  const { version, path, last, seen } = value as Record<string, unknown>;
  if (version !== 1) return newCourse;
  return { version, path: isPathName(path) ? path : 'all', last: readLast(last), seen: readSeen(seen) };
}

/** The reader used a section: it is seen from now on, and the place to go on. */
export function used(course: Course, last: LastMoment): Course {
  const sections = course.seen[last.lesson] ?? [];
  const seen = sections.includes(last.section)
    ? course.seen
    : { ...course.seen, [last.lesson]: [...sections, last.section] };
  return { ...course, last, seen };
}

/** Two courses of one reader in one: everything that was seen in either, the later place, the path of the first. */
export function mergeCourse(mine: Course, other: Course): Course {
  const lessons = new Set([...Object.keys(mine.seen), ...Object.keys(other.seen)]);
  const [a, b] = [mine.last, other.last];
  return {
    version: 1,
    path: mine.path === 'all' ? other.path : mine.path,
    last: a !== null && (b === null || a.at >= b.at) ? a : b,
    seen: Object.fromEntries(
      [...lessons].map((lesson) => [
        lesson,
        [...new Set([...(mine.seen[lesson] ?? []), ...(other.seen[lesson] ?? [])])],
      ]),
    ),
  };
}

/** @example stepOf('#t=digits-cnn.7&step=120') // 120 */
export function stepOf(moment: string): number | null {
  const step = /[#&]step=(\d{1,9})(?:&|$)/.exec(moment)?.[1];
  return step === undefined ? null : Number(step);
}

/** The way that a file of work brings along; null where it brings none. */
export function courseInFile(text: string): Course | null {
  try {
    const { course } = JSON.parse(text) as { course?: unknown };
    return typeof course === 'object' && course !== null ? readCourse(course) : null;
  } catch {
    return null;
  }
}
