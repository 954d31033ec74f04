/**
 * When what is further down a page, or may be wanted some time, is loaded: not while somebody reads the first words. The reader has begun to move,
 * or has looked at the page for a good while, and nothing else is to be done.
 */

/** So long a page has to itself even where the reader moves at once. */
const FIRST_MS = 3000;
/** So long it waits for a reader who does nothing. */
const PATIENCE_MS = 10_000;
const MOVES = ['pointermove', 'pointerdown', 'keydown', 'scroll'] as const;

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Safari has no idle callbacks. */
export const whenIdle = (act: () => void): void => {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(act, { timeout: 1000 });
  else setTimeout(act, 50);
};

function moved(): Promise<void> {
  return new Promise((resolve) => {
    const heard = (): void => {
      for (const event of MOVES) removeEventListener(event, heard);
      resolve();
    };
    for (const event of MOVES) addEventListener(event, heard, { passive: true });
  });
}

const loaded = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.readyState === 'complete') resolve();
    else addEventListener('load', () => resolve(), { once: true });
  });

let settled: Promise<void> | null = null;

/** Settles once, for all who wait. */
export function later(): Promise<void> {
  settled ??= loaded()
    .then(() => Promise.race([Promise.all([moved(), after(FIRST_MS)]), after(PATIENCE_MS)]))
    .then(() => new Promise((resolve) => whenIdle(resolve)));
  return settled;
}
