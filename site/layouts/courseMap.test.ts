import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ringArcs } from '../components/map/ringArcs.ts';
import { home } from '../i18n/en/home.ts';
import { stepTo } from '../visuals/house/map/stepTo.ts';
import { course } from './course.ts';
import { before, courseMap, edgePath, type MapLesson, partOf } from './courseMap.ts';
import { leftOut, lengthOf, pathLessons, pathNames } from './coursePaths.ts';
import { nearestLesson } from './nearestLesson.ts';

const root = new URL('../../lessons/', import.meta.url);
const sizes = home.plan.map(({ lessons }) => lessons.length);

/** The lessons as they stand in their folders. */
const written: readonly MapLesson[] = readdirSync(root).map((folder) => {
  const text = readFileSync(new URL(`${folder}/index.mdx`, root), 'utf8');
  const listed = /^needs: \[(.*)\]$/m.exec(text)?.[1] ?? '';
  return {
    slug: folder.slice(3),
    title: /^title: "?(.*?)"?$/m.exec(text)![1]!,
    minutes: Number(/^minutes: (\d+)$/m.exec(text)?.[1] ?? Number.NaN),
    needs: listed.split(',').flatMap((need) => (need.trim() === '' ? [] : [need.trim()])),
    exercises: [...text.matchAll(/<Exercise\s+slug="([a-z0-9-]+)"/g)].map(([, slug]) => slug!),
  };
});

const lesson = (slug: string, needs: readonly string[] = []): MapLesson => ({
  slug,
  title: slug,
  minutes: 10,
  needs,
  exercises: [],
});

describe('the map of the lessons that exist', () => {
  const map = courseMap(written, sizes);

  it('shows each of them once, in the order of the course, none that is not written', () => {
    expect(map.nodes.map(({ slug }) => slug)).toEqual(
      written.map(({ slug }) => slug).toSorted((a, b) => course.indexOf(a) - course.indexOf(b)),
    );
    expect(new Set(map.columns).size).toBe(map.columns.length);
  });

  it('has an edge for every need and for nothing else', () => {
    const needs = written.flatMap(({ slug, needs }) =>
      needs.filter((need) => written.some((other) => other.slug === need)).map((need) => `${need} → ${slug}`),
    );
    expect(map.edges.map(({ from, to }) => `${from} → ${to}`).toSorted()).toEqual(needs.toSorted());
    for (const { slug, opens } of map.nodes)
      for (const opened of opens) expect(map.nodes.find((node) => node.slug === opened)!.needs).toContain(slug);
  });

  it('gives every lesson a place of its own', () => {
    const places = map.nodes.map(({ x, y }) => `${x},${y}`);
    expect(new Set(places).size).toBe(places.length);
    for (const { x, y } of map.nodes) {
      expect(x).toBeLessThan(map.columns.length);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(map.rows - 1);
    }
  });

  it('says of each how long it takes', () => {
    expect(written.filter(({ minutes }) => !(minutes! > 0)).map(({ slug }) => slug)).toEqual([]);
  });

  it('lets the arrow keys reach every lesson from the first', () => {
    const reached = new Set([map.nodes[0]!.slug]);
    for (const slug of reached)
      for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown']) reached.add(stepTo(map.nodes, slug, key)!);
    expect([...reached].toSorted()).toEqual(map.nodes.map(({ slug }) => slug).toSorted());
  });
});

describe('courseMap', () => {
  it('leaves out a need that is not written, and hides an edge that goes without saying', () => {
    const map = courseMap(
      [
        lesson('tensors'),
        lesson('broadcasting', ['tensors', 'how-you-are-graded']),
        lesson('derivatives', ['tensors', 'broadcasting']),
      ],
      sizes,
    );
    expect(map.edges).toEqual([
      { from: 'tensors', to: 'broadcasting', implied: false },
      { from: 'tensors', to: 'derivatives', implied: true },
      { from: 'broadcasting', to: 'derivatives', implied: false },
    ]);
    expect(map.nodes.map(({ x, y, number, part }) => [number, part, x, y])).toEqual([
      [1, 0, 0, 0],
      [2, 0, 0, 1],
      [4, 1, 1, 0.5],
    ]);
  });

  it('refuses a lesson that has no place in the course', () => {
    expect(() => courseMap([lesson('an-extra')], sizes)).toThrow('"an-extra" has no place');
  });

  it('knows parts, and what lies before a lesson near and far', () => {
    expect([0, 2, 3, 8].map((number) => partOf(number, [3, 3, 3]))).toEqual([0, 0, 1, 2]);
    expect(() => partOf(9, [3, 3, 3])).toThrow('beyond the 9 lessons');
    const needs = new Map([
      ['c', ['b']],
      ['b', ['a']],
    ]);
    expect([...before('c', needs)]).toEqual(['b', 'a']);
  });

  it('draws a straight line to the next lesson of a column, and level ends to another', () => {
    expect(edgePath({ x: 0, y: 0 }, { x: 0, y: 1 })).toBe('M0 0L0 1');
    expect(edgePath({ x: 0, y: 1 }, { x: 1, y: 0 })).toBe('M0 1C0.5 1 0.5 0 1 0');
    expect(edgePath({ x: 1, y: 0 }, { x: 1, y: 2 })).toMatch(/^M1 0C0\./);
  });
});

describe('the arrows', () => {
  const node = (slug: string, x: number, y: number, needs: string[], opens: string[]) => ({ slug, x, y, needs, opens });
  const nodes = [node('a', 0, 0, [], ['b', 'c']), node('b', 0, 1, ['a'], ['c']), node('c', 1, 0, ['a', 'b'], [])];

  it('walk along the edges, and up and down a column', () => {
    expect(stepTo(nodes, 'a', 'ArrowRight')).toBe('c');
    expect(stepTo(nodes, 'c', 'ArrowLeft')).toBe('a');
    expect(stepTo(nodes, 'a', 'ArrowDown')).toBe('b');
    expect(stepTo(nodes, 'b', 'ArrowUp')).toBe('a');
    expect(stepTo(nodes, 'a', 'End')).toBe('c');
    expect(stepTo(nodes, 'c', 'Home')).toBe('a');
  });

  it('stay where they lead nowhere, and leave other keys alone', () => {
    expect(stepTo(nodes, 'c', 'ArrowRight')).toBe('c');
    expect(stepTo(nodes, 'a', 'ArrowUp')).toBe('a');
    expect(stepTo(nodes, 'a', 'Enter')).toBeNull();
  });
});

describe('paths', () => {
  it('are lessons of the course in its order', () => {
    expect(pathLessons('all')).toEqual(course);
    for (const path of pathNames) {
      const places = pathLessons(path).map((slug) => course.indexOf(slug));
      expect(places.every((place) => place >= 0)).toBe(true);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
    expect(pathLessons('short').map((slug) => course.indexOf(slug))).toEqual([0, 1, 4, 5, 8, 9, 16, 20]);
    expect(pathLessons('silicon').map((slug) => course.indexOf(slug))).toEqual([1, 2, 10, 15, 17, 18]);
  });

  it('add up the minutes of what is written, and say how many do not tell', () => {
    const lessons = [
      { slug: 'tensors', minutes: 30 },
      { slug: 'broadcasting', minutes: 25 },
      { slug: 'derivatives', minutes: null },
    ];
    expect(lengthOf('all', lessons)).toEqual({ lessons: 3, minutes: 55, unknown: 1 });
    expect(lengthOf('silicon', lessons)).toEqual({ lessons: 2, minutes: 55, unknown: 0 });
    expect(lengthOf('short', lessons)).toEqual({ lessons: 2, minutes: 30, unknown: 1 });
  });

  it('name what they leave out', () => {
    const reads = { slug: 'cnn-reads-digits', needs: ['train-and-validate', 'convolution'] };
    expect(leftOut('short', reads)).toEqual(['train-and-validate', 'convolution']);
    expect(leftOut('all', reads)).toEqual([]);
    expect(leftOut('silicon', reads)).toEqual([]);
    expect(leftOut('short', { slug: 'gradient-descent', needs: ['linear-regression', 'derivatives'] })).toEqual([
      'linear-regression',
    ]);
  });
});

describe('an address that leads nowhere', () => {
  it.each([
    ['/lessons/05-gradient-descent/', 'gradient-descent'],
    ['/lessons/gradient-decent/', 'gradient-descent'],
    ['/chalkgrad/lessons/optimisers', 'optimizers'],
    ['/lessons/attention/', 'attention-and-transformer'],
    ['/lessons/Convolution/index.html', 'convolution'],
    ['/tensor/', 'tensors'],
  ])('%s may mean %s', (path, slug) => {
    expect(nearestLesson(path, course)).toBe(slug);
  });

  it.each(['/', '/favicon.png', '/wp-login.php', '/x/'])('%s means no lesson', (path) => {
    expect(nearestLesson(path, course)).toBeNull();
  });
});

describe('rings', () => {
  it('have an arc for each exercise, each from where it begins to where it ends', () => {
    for (const count of [1, 2, 5, 8]) {
      const arcs = ringArcs(count);
      expect(arcs).toHaveLength(count);
      expect(new Set(arcs).size).toBe(count);
    }
    expect(ringArcs(4)[0]).toMatch(/^M\d+\.\d\d \d+\.\d\dA17 17 0 0 1 /);
  });
});
