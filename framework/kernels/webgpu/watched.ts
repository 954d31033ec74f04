/**
 * A kernel that looks at the indices, labels or targets which it reads anyway, while somebody watches (tensor/flags.ts): what lies outside
 * sets a word of the device's flags to 1. Several threads may set the same word: all of them write the same. With nobody watching the
 * program is the plain one.
 */
import { currentWatch } from '../../tensor/flags.ts';
import type { ComputeType } from './elements.ts';
import type { Engine, GpuMemory } from './GpuMemory.ts';
import type { WgslType } from './types.ts';

/** What such a kernel binds and says besides its own. */
export interface Watched {
  /** For the key: its program is another one. */
  readonly key: string;
  readonly types: Readonly<Record<string, WgslType>>;
  readonly values: Readonly<Record<string, number>>;
  readonly writes: Readonly<Record<string, WgslType>>;
  readonly memories: readonly GpuMemory[];
}

const NOT: Watched = { key: '', types: {}, values: {}, writes: {}, memories: [] };

/** Does anybody watch the indices that a kernel reads? */
export function watchedIndex(engine: Engine): Watched {
  const watch = currentWatch();
  if (watch === null || watch.within !== undefined) return NOT;
  const { word, except = -1 - 2 ** 30 } = watch; // no index is so far out by itself
  return {
    key: ' watched',
    types: { flag: 'u32', ignored: 'i32' },
    values: { flag: word, ignored: except },
    writes: { flags: 'i32' },
    memories: [engine.flags()],
  };
}

/** Does anybody watch the range of what a kernel reads first? */
export function watchedRange(engine: Engine, type: ComputeType): Watched {
  const watch = currentWatch();
  if (watch?.within === undefined) return NOT;
  const [least, most] = watch.within;
  return {
    key: ' watched',
    types: { flag: 'u32', least: type, most: type },
    values: { flag: watch.word, least, most },
    writes: { flags: 'i32' },
    memories: [engine.flags()],
  };
}

/** To raise the flag for an index outside that is not the one to ignore; nothing where nobody watches. */
export const raisedUnlessIgnored = (watched: Watched, index: string): string =>
  watched === NOT ? '' : `if (${index} != p.ignored) { flags[p.flag] = 1; }`;

/** To raise it if `x` is outside the range. */
export const raisedOutside = (watched: Watched, x: string): string =>
  watched === NOT ? '' : `if (${x} < p.least || ${x} > p.most) { flags[p.flag] = 1; }`;
