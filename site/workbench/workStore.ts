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

/**
 * What this tab's workbench last read or wrote, by exercise, and the versions that led there. Two tabs may write in the same
 * instant, neither having seen the other; then the version that is there does not come after one's own.
 */
const seen = new Map<string, { readonly text: string | null; readonly lineage: readonly string[] }>();
const MAX_LINEAGE = 50;

function lineageOf(text: string | null): readonly string[] {
  try {
    const { lineage } = JSON.parse(text ?? '{}') as { lineage?: unknown };
    return Array.isArray(lineage) ? lineage.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

/**
 * The kept work, for the one who will go on writing it.
 *
 * @returns the work, and whether it comes after what this tab last read or wrote
 */
export function openWork(slug: string): { readonly work: Work | null; readonly follows: boolean } {
  const text = read(prefix + slug);
  const lineage = lineageOf(text);
  const mine = seen.get(slug)?.lineage.at(-1);
  seen.set(slug, { text, lineage });
  return { work: parse(text), follows: mine === undefined || lineage.includes(mine) };
}

/**
 * Keeps work, together with what another tab has kept since this one looked.
 *
 * @returns what is there now, and whether the browser keeps it
 */
export function saveWork(slug: string, work: Work): { readonly work: Work; readonly kept: boolean } {
  const text = read(prefix + slug);
  const last = seen.get(slug);
  const there = text === last?.text ? null : parse(text);
  const merged = there ? mergeWork(there, work) : work;
  const before = new Set([...(there ? lineageOf(text) : []), ...(last?.lineage ?? [])]);
  const lineage = [...before, crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36)].slice(-MAX_LINEAGE);
  const written = JSON.stringify({ ...merged, lineage });
  const kept = write(prefix + slug, written);
  if (kept) seen.set(slug, { text: written, lineage });
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
