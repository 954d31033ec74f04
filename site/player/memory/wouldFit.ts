/**
 * Would a run fit into this device? What a run needs was measured (recordNeeds.ts); what the device has, the browser says in rough steps, and
 * some say nothing. A page may take about a quarter of a phone's memory before the system ends it.
 */
import needs from './memoryNeeds.json' with { type: 'json' };

const MB_OF_GB = 1024;
/** Of the whole device's memory, what one page may take. */
const SHARE = 1 / 4;

/** MB that a lesson's run takes while it trains, with the past that can be scrubbed; undefined where nobody measured it. */
export const needOf = (run: string): number | undefined => (needs as Readonly<Record<string, number>>)[run];

export interface TooLarge {
  /** MB */
  readonly needs: number;
  /** GB, all of the device's */
  readonly has: number;
}

/**
 * Why it would not fit; null where it would, or where the browser does not say.
 *
 * @param memory of the device in GB, as `navigator.deviceMemory` says it
 * @param tracks how many train side by side
 * @example wouldNotFit('tiny-gpt', 1, 2) // { needs: 420, has: 1 }
 */
export function wouldNotFit(run: string, memory: number | undefined, tracks = 1): TooLarge | null {
  const needed = needOf(run);
  if (needed === undefined || memory === undefined) return null;
  const needs = needed * tracks;
  return needs > memory * MB_OF_GB * SHARE ? { needs, has: memory } : null;
}
