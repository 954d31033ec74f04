/**
 * What readers predicted, kept in this browser: a text for each prediction of a page. A figure behind a curtain opens when its prediction
 * has an answer. Without storage (a private window) answers last as long as the page.
 */
const PREFIX = 'chalkgrad.predict';
const EVENT = 'predict:answered';

/** Of this page view, for where storage is refused. */
const here = new Map<string, string>();

const pageName = (): string =>
  document.querySelector<HTMLElement>('[data-lesson]')?.dataset['lesson'] ?? location.pathname;
const keyOf = (id: string): string => `${PREFIX}.${pageName()}.${id}`;

/** In front of a room nobody's old guess counts: it would open the curtain before anyone was asked. */
const isPresented = (): boolean => document.documentElement.dataset['presenter'] !== undefined;

/** The answer as it was given, '' where the reader asked to be shown; null where there is none yet. */
export function answerTo(id: string): string | null {
  if (isPresented()) return here.get(keyOf(id)) ?? null;
  try {
    return localStorage.getItem(keyOf(id)) ?? here.get(keyOf(id)) ?? null;
  } catch {
    return here.get(keyOf(id)) ?? null;
  }
}

/** null takes the answer back. */
export function keepAnswer(id: string, answer: string | null): void {
  const key = keyOf(id);
  if (answer === null) here.delete(key);
  else here.set(key, answer);
  try {
    if (isPresented()) {
      // The room's answers are not the reader's: they last as long as the page.
    } else if (answer === null) localStorage.removeItem(key);
    else localStorage.setItem(key, answer);
  } catch {
    // It lasts as long as the page.
  }
  document.dispatchEvent(new CustomEvent(EVENT, { detail: id }));
}

const GUESSING = 'predict:guessing';
/** What stands in the field of a question and was not given yet. */
const drafts = new Map<string, string>();

/** null where nothing was written yet. */
export const draftOf = (id: string): string | null => drafts.get(id) ?? null;

/** Write into the field of a question, from wherever: its form and a figure that can be marked both show it. */
export function draftGuess(id: string, text: string): void {
  if (drafts.get(id) === text) return;
  drafts.set(id, text);
  document.dispatchEvent(new CustomEvent(GUESSING, { detail: id }));
}

/** Be told when what stands in the field of a question changes. Returns the way out. */
export function whenDrafted(id: string, tell: () => void): () => void {
  const heard = (event: Event): void => {
    if ((event as CustomEvent<string>).detail === id) tell();
  };
  document.addEventListener(GUESSING, heard);
  return () => document.removeEventListener(GUESSING, heard);
}

/** Be told when a prediction is answered, or its answer taken back. Returns the way out. */
export function whenAnswered(id: string, tell: () => void): () => void {
  const heard = (event: Event): void => {
    if ((event as CustomEvent<string>).detail === id) tell();
  };
  document.addEventListener(EVENT, heard);
  return () => document.removeEventListener(EVENT, heard);
}
