import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Course,
  courseInFile,
  type LastMoment,
  mergeCourse,
  newCourse,
  readCourse,
  stepOf,
  used,
} from './Course.ts';
import { knownByTest, type StartLesson, smallestOpen, startHere } from './startHere.ts';
import type { Progress } from './Work.ts';

const last = (lesson: string, section: string, at: number): LastMoment => ({
  lesson,
  section,
  title: 'A section',
  moment: '#t=digits-cnn.7&step=120',
  step: 120,
  at,
});

describe('what is kept of the way', () => {
  it('is read back as it was written', () => {
    const course = used(
      used({ ...newCourse, path: 'short' }, last('tensors', 'dials', 5)),
      last('tensors', 'views', 6),
    );
    expect(readCourse(JSON.parse(JSON.stringify(course)))).toEqual(course);
    expect(course.seen).toEqual({ tensors: ['dials', 'views'] });
    expect(course.last!.section).toBe('views');
  });

  it('counts a section once', () => {
    const once = used(newCourse, last('tensors', 'dials', 5));
    expect(used(once, last('tensors', 'dials', 9)).seen).toEqual({ tensors: ['dials'] });
  });

  it('is nothing where nothing can be read, and never throws', () => {
    for (const value of [null, 7, 'x', [], { version: 2 }, { version: 1, last: 7, seen: 'x', path: 'long' }])
      expect(readCourse(value)).toEqual(newCourse);
    fc.assert(fc.property(fc.jsonValue(), (value) => void readCourse(value)));
  });

  it('keeps no address that is none of a moment, and no name that is none', () => {
    const bad = { ...last('tensors', 'dials', 1), moment: 'javascript:alert(1)' };
    expect(readCourse({ version: 1, last: bad }).last).toEqual({ ...bad, moment: null, step: null });
    expect(readCourse({ version: 1, last: { ...bad, lesson: '../x' } }).last).toBeNull();
    expect(readCourse({ version: 1, seen: { tensors: ['a', 'a', '<b>', 7], '<i>': ['a'] } }).seen).toEqual({
      tensors: ['a'],
    });
  });

  it('is merged without losing anything', () => {
    const mine = used(newCourse, last('tensors', 'dials', 5));
    const other: Course = { ...used(newCourse, last('tensors', 'views', 9)), path: 'short' };
    const merged = mergeCourse(mine, other);
    expect(merged).toEqual({ version: 1, path: 'short', last: other.last, seen: { tensors: ['dials', 'views'] } });
    expect(mergeCourse(other, mine).last).toEqual(other.last);
  });

  it('comes in a file beside the exercises, or not', () => {
    const course = used(newCourse, last('tensors', 'dials', 5));
    expect(courseInFile(JSON.stringify({ format: 'chalkgrad-work', exercises: {}, course }))).toEqual(course);
    for (const text of ['{}', 'null', '[', '{"course":7}']) expect(courseInFile(text)).toBeNull();
  });

  it('reads the step of a moment', () => {
    expect(stepOf('#t=digits-cnn.7&step=120&op=conv1')).toBe(120);
    expect(stepOf('#t=digits-cnn.7')).toBeNull();
  });
});

describe('start here', () => {
  const lessons: readonly StartLesson[] = [
    { slug: 'zero', needs: [], exercises: ['a', 'b'] },
    { slug: 'one', needs: ['zero'], exercises: ['c', 'd'] },
    { slug: 'two', needs: ['one'], exercises: ['e'] },
    { slug: 'aside', needs: ['zero'], exercises: [] },
  ];
  const all = lessons.map(({ slug }) => slug);
  const sizes: Readonly<Record<string, number>> = { a: 10, b: 30, c: 50, d: 20, e: 5 };
  const solved =
    (...done: string[]) =>
    (exercise: string): Progress =>
      done.includes(exercise) ? 'solved' : 'new';
  const start = (path: readonly string[], at: LastMoment | null, ...done: string[]) =>
    startHere(lessons, path, at, solved(...done));

  it('is the last moment, if its lesson is there', () => {
    expect(start(all, last('one', 'x', 1))).toEqual({ kind: 'last', last: last('one', 'x', 1) });
    expect(start(all, last('gone', 'x', 1))).toEqual({ kind: 'lesson', slug: 'zero' });
  });

  it('else the first lesson of the path with an open exercise; else the first lesson', () => {
    expect(start(all, null)).toEqual({ kind: 'lesson', slug: 'zero' });
    expect(start(all, null, 'a', 'b', 'c')).toEqual({ kind: 'lesson', slug: 'one' });
    expect(start(['zero', 'two'], null, 'a', 'b')).toEqual({ kind: 'lesson', slug: 'two' });
    expect(start(all, null, 'a', 'b', 'c', 'd', 'e')).toEqual({ kind: 'lesson', slug: 'zero' });
  });

  const smallest = (...done: string[]) => smallestOpen(lessons, solved(...done), (one) => sizes[one]!, 'b');

  it('offers a newcomer the first exercise, later the smallest that stands on done lessons', () => {
    expect(smallest()).toBe('b');
    expect(smallest('a')).toBe('b');
    expect(smallest('a', 'b')).toBe('d');
    expect(smallest('a', 'b', 'c', 'd')).toBe('e');
    expect(smallest('a', 'b', 'c', 'd', 'e')).toBeNull();
    // e is smaller, and its lesson stands on one that is open.
    expect(smallest('a', 'b', 'd')).toBe('c');
  });

  it('knows by test what the hardest exercise proves, and what leads there only', () => {
    const hardest = new Map([
      ['zero', 'b'],
      ['one', 'c'],
      ['two', 'e'],
    ]);
    const known = (...done: string[]) => [...knownByTest(lessons, hardest, solved(...done))].toSorted();
    expect(known()).toEqual([]);
    expect(known('c')).toEqual(['one']);
    expect(known('c', 'd')).toEqual([]);
    expect(known('e')).toEqual(['one']);
    const straight = lessons.filter(({ slug }) => slug !== 'aside');
    expect([...knownByTest(straight, hardest, solved('e'))].toSorted()).toEqual(['one', 'zero']);
  });
});
