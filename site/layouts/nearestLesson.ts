/** Which lesson an address that leads nowhere may have meant. */
import { editDistance } from '../search/editDistance.ts';

/** A word of the address counts as a lesson's when so much of it is alike. */
const LIKE_ENOUGH = 0.6;

/**
 * @returns the slug; null where nothing is near
 * @example nearestLesson('/lessons/05-gradient-decent/', ['tensors', 'gradient-descent']) // 'gradient-descent'
 */
export function nearestLesson(path: string, slugs: readonly string[]): string | null {
  const parts = path
    .toLowerCase()
    .split('/')
    .map((part) => part.replace(/^\d+-/, '').replace(/\.\w+$/, ''))
    .filter((part) => part.length > 2);
  const scored = slugs.map((slug) => ({ slug, like: Math.max(0, ...parts.map((part) => likeness(part, slug))) }));
  const best = scored.reduce((a, b) => (b.like > a.like ? b : a), { slug: '', like: 0 });
  return best.like >= LIKE_ENOUGH ? best.slug : null;
}

/** 1: the same; 0: nothing in common. A whole word of the slug counts for more than its letters. */
function likeness(part: string, slug: string): number {
  const letters = 1 - editDistance(part, slug) / Math.max(part.length, slug.length);
  const words = slug.split('-').filter((word) => word.length > 3);
  const known = words.filter((word) => part.split('-').includes(word) || part === word);
  return Math.max(letters, known.length === 0 ? 0 : 0.6 + (0.3 * known.length) / words.length);
}
