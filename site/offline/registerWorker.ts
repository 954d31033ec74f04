/**
 * Brings the service worker to a page, after everything that the reader waits for: it keeps this page and what the page may load, and where
 * the host sends no such headers it isolates the pages that follow, so that they may use threads.
 *
 * A page that was loaded before the worker was there is not isolated. The next page is, by itself. Only a page that offers threads loads once
 * more, and only while nobody has touched it; it then says so in a sentence.
 */

const RELOADED = 'chalkgrad.reloaded';
/** The worker comes when the page has been at rest for so long. */
const LATER_MS = 1500;

let isTouched = false;
const touches = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'input'] as const;
const touched = (): void => {
  isTouched = true;
};
for (const type of touches) addEventListener(type, touched, { once: true, passive: true, capture: true });

/** This page, without its moment, and what it has loaded so far. */
const loaded = (): string[] => [
  location.origin + location.pathname,
  ...performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => name.startsWith(location.origin)),
];

function wasReloaded(): string | null {
  try {
    return sessionStorage.getItem(RELOADED);
  } catch {
    return 'unknown'; // without a memory it might reload for ever
  }
}

function sayReloaded(): void {
  if (wasReloaded() !== 'just now') return;
  sessionStorage.setItem(RELOADED, 'told');
  const note = document.querySelector<HTMLElement>('[data-part="reloaded"]');
  if (note !== null) note.hidden = false;
}

const offersThreads = (): boolean => document.querySelector('run-backends, kernel-ladder') !== null;

function reloadForThreads(): void {
  if (crossOriginIsolated || isTouched || document.hidden || scrollY > 0) return;
  if (!offersThreads() || wasReloaded() !== null) return;
  sessionStorage.setItem(RELOADED, 'just now');
  location.reload();
}

async function register(): Promise<void> {
  const scope = document.documentElement.dataset['base'] ?? '/';
  const container = navigator.serviceWorker;
  container.addEventListener('message', ({ data }: MessageEvent<{ type: string; missing: number }>) => {
    // For whoever waits for it: the tests, and the page about working without a network.
    if (data.type === 'kept' && data.missing === 0) document.documentElement.dataset['kept'] = '';
  });
  try {
    await container.register(`${scope}service-worker.js`, { scope, updateViaCache: 'none' });
    const { active } = await container.ready;
    if (active === null) return;
    if (active.state !== 'activated') {
      await new Promise((resolve) => active.addEventListener('statechange', resolve, { once: true }));
    }
    reloadForThreads();
    const { saveData = false } = (navigator as { connection?: { saveData?: boolean } }).connection ?? {};
    if (!saveData) active.postMessage({ type: 'keep', urls: loaded() });
  } catch {
    // A private window, or a host without the file: the page works without.
  }
}

if (import.meta.env.PROD && isSecureContext && 'serviceWorker' in navigator) {
  sayReloaded();
  const later = (): unknown =>
    setTimeout(() => void register(), offersThreads() && !crossOriginIsolated ? 0 : LATER_MS);
  if (document.readyState === 'complete') later();
  else addEventListener('load', later, { once: true });
}
