import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { home } from '../i18n/en/home.ts';
import { course, followerOf, lessonsOf } from './course.ts';

const root = new URL('../../lessons/', import.meta.url);
const written = readdirSync(root).map((folder) => {
  const text = readFileSync(new URL(`${folder}/index.mdx`, root), 'utf8');
  const listed = /^needs: \[(.*)\]$/m.exec(text)?.[1];
  const needs = listed?.split(',').flatMap((need) => (need.trim() === '' ? [] : [need.trim()]));
  return { number: Number(folder.slice(0, 2)), slug: folder.slice(3), needs, lines: text.trimEnd().split('\n').length };
});
const plan = home.plan.flatMap(({ lessons }) => lessons);

describe('the course', () => {
  it('has a title for every lesson, and every lesson once', () => {
    expect(plan.length).toBe(course.length);
    expect(new Set(course).size).toBe(course.length);
  });

  it.each(written.filter(({ number }) => number < course.length))('gives $slug its number', ({ number, slug }) => {
    expect(course[number]).toBe(slug);
  });

  it.each(written)('lets $slug need earlier lessons only', ({ slug, needs }) => {
    expect(needs, 'front matter of every lesson says what it needs: a list of slugs, [] for nothing').toEqual(
      expect.any(Array),
    );
    const place = course.indexOf(slug);
    expect(place).toBeGreaterThanOrEqual(0);
    const places = needs!.map((need) => course.indexOf(need));
    expect(places.every((at) => at >= 0 && at < place)).toBe(true);
    expect(new Set(needs).size).toBe(needs!.length);
  });

  it.each(written)('says $slug in 160 lines at most', ({ lines }) => {
    expect(lines).toBeLessThanOrEqual(160);
  });

  it('marks what is still to come, and gives it the title of the plan', () => {
    const titles = new Map([['tensors', 'Tensors, as written']]);
    expect(lessonsOf(['many-machines', 'tensors'], titles, plan)).toEqual([
      { slug: 'tensors', title: 'Tensors, as written', written: true },
      { slug: 'many-machines', title: 'Many machines', written: false },
    ]);
    expect(() => lessonsOf(['tensor'], titles, plan)).toThrow('There is no lesson "tensor"');
  });

  it('knows what follows', () => {
    expect(followerOf('how-you-are-graded')).toBe('tensors');
    expect(followerOf('many-machines')).toBeNull();
    expect(followerOf('an-extra')).toBeNull();
  });
});
