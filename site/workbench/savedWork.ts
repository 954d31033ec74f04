/**
 * What the page keeps of a reader's work on one exercise, in this browser only. A browser may refuse storage, and storage
 * may hold anything: both are expected, neither throws. Stored code is shown, never run.
 */
export interface Work {
  readonly code: string;
  readonly passed: boolean;
}

const keyOf = (slug: string): string => `chalkgrad.exercise.${slug}`;
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

/** The kept work, or null where there is none that can be read. */
export function loadWork(slug: string): Work | null {
  try {
    const { code, passed } = JSON.parse(read(keyOf(slug)) ?? '{}') as Record<string, unknown>;
    return typeof code === 'string' ? { code, passed: passed === true } : null;
  } catch {
    return null;
  }
}

/** False when the browser does not keep it. */
export const saveWork = (slug: string, { code, passed }: Work): boolean =>
  write(keyOf(slug), JSON.stringify({ code, passed }));

export const prefersPlainEditor = (): boolean => read(editorKey) === 'plain';

export const savePlainEditor = (plain: boolean): boolean => write(editorKey, plain ? 'plain' : 'code');
