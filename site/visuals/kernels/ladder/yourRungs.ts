/**
 * The reader's own rungs: accepted answers of the lessons' exercises that make the same product, measured beside ours. They are listed by
 * the page and measured by the worker; what runs them is the sandbox, or, of a shader, the card.
 */
import type { LadderName } from './protocol.ts';

export interface YourRung {
  readonly id: string;
  /** The exercise whose accepted answer it is. */
  readonly slug: string;
}

export const yourRungs: Readonly<Record<LadderName, readonly YourRung[]>> = {
  cpu: [
    { id: 'yours-blocked', slug: 'blocked-matmul' },
    { id: 'yours-packed', slug: 'pack-panels' },
  ],
  gpu: [{ id: 'yours-tiled', slug: 'wgsl-matmul-tiled' }],
};

export const isYours = (rung: string): boolean => rung.startsWith('yours-');

/** The exercise of a rung of the reader's; '' for ours. */
export const slugOf = (rung: string): string =>
  Object.values(yourRungs)
    .flat()
    .find(({ id }) => id === rung)?.slug ?? '';
