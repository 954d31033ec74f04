/**
 * Work that nobody waits for singly, such as the elements of thirty figures whose recording has just come: one after the other, and after each few
 * milliseconds the page may answer its reader first.
 */

const SLICE_MS = 12;
const waiting: (() => void)[] = [];
let isGoing = false;

const nextTask = (): Promise<unknown> => {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
};

function act(next: () => void): void {
  try {
    next();
  } catch (error) {
    // One part's failure is not the next one's.
    reportError(error);
  }
}

async function go(): Promise<void> {
  isGoing = true;
  await nextTask();
  let since = performance.now();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    act(next);
    if (performance.now() - since < SLICE_MS) continue;
    await nextTask();
    since = performance.now();
  }
  isGoing = false;
}

/** Paper waits for nothing. */
const atOnce = (): void => {
  for (const next of waiting.splice(0)) act(next);
};

/** @param isFirst before everything that waits already */
export function inTurn(next: () => void, isFirst = false): void {
  if (isFirst) waiting.unshift(next);
  else waiting.push(next);
  if (isGoing) return;
  globalThis.addEventListener?.('beforeprint', atOnce);
  void go();
}
