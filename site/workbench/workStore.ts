/**
 * Where a reader's work is kept: in this browser, one entry an exercise, so that two tabs never write over each other's
 * exercises; and on the same one, what is there is merged with what comes. A browser may refuse storage, and storage may hold
 * anything: both are expected, neither throws. Kept code is shown, never run.
 */
import { mergeWork, readWork, type Work } from './Work.ts';

const prefix = 'chalkgrad.exercise.';
const editorKey = 'chalkgrad.editor';

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

function parse(text: string | null): Work | null {
  try {
    return readWork(JSON.parse(text ?? 'null'));
  } catch {
    return null;
  }
}

/** The kept work on an exercise, or null where there is none that can be read. */
export const loadWork = (slug: string): Work | null => parse(read(prefix + slug));

/** What this tab's workbench last read or wrote, by exercise: whatever else is there came from another tab. */
const seen = new Map<string, string | null>();

/** The kept work, for the one who will go on writing it. */
export function openWork(slug: string): Work | null {
  const text = read(prefix + slug);
  seen.set(slug, text);
  return parse(text);
}

/**
 * Keeps work, together with what another tab has kept since this one looked.
 *
 * @returns what is there now, and whether the browser keeps it
 */
export function saveWork(slug: string, work: Work): { readonly work: Work; readonly kept: boolean } {
  const text = read(prefix + slug);
  const there = text === seen.get(slug) ? null : parse(text);
  const merged = there ? mergeWork(there, work) : work;
  const written = JSON.stringify(merged);
  const kept = write(prefix + slug, written);
  if (kept) seen.set(slug, written);
  announceWork(slug);
  return { work: merged, kept };
}

/** Everything that is kept, by exercise. */
export function allWork(): ReadonlyMap<string, Work> {
  const found = new Map<string, Work>();
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i);
      const work = key?.startsWith(prefix) ? parse(read(key)) : null;
      if (work) found.set(key!.slice(prefix.length), work);
    }
  } catch {
    // no storage: nothing is kept
  }
  return found;
}

/** Calls back when another tab, or another part of this page, has kept something. Returns the way to stop. */
export function onWorkChanged(act: (slug: string | null) => void): () => void {
  const elsewhere = ({ key }: StorageEvent): void => {
    if (key === null)
      act(null); // all of it was cleared
    else if (key.startsWith(prefix)) act(key.slice(prefix.length));
  };
  const here = (event: Event): void => act((event as CustomEvent<string | null>).detail);
  addEventListener('storage', elsewhere);
  addEventListener('chalkgrad-work', here);
  return () => {
    removeEventListener('storage', elsewhere);
    removeEventListener('chalkgrad-work', here);
  };
}

/** Tells the rest of this page what the browser tells other tabs only. */
export function announceWork(slug: string | null): void {
  dispatchEvent(new CustomEvent('chalkgrad-work', { detail: slug }));
}

/**
 * Whether the browser has promised not to clear what is kept when it needs room or after days without a visit. Asks for that
 * promise where asking opens no window.
 */
export async function isKeptForGood(): Promise<boolean> {
  try {
    if (await navigator.storage.persisted()) return true;
    const { state } = await navigator.permissions.query({ name: 'persistent-storage' });
    return state === 'granted' && (await navigator.storage.persist());
  } catch {
    return false; // not asked on plain http, nor by every browser
  }
}

export const prefersPlainEditor = (): boolean => read(editorKey) === 'plain';

export const savePlainEditor = (plain: boolean): boolean => write(editorKey, plain ? 'plain' : 'code');
