/** Which of a reader's accepted answers take part in runs, and which failed there: kept in this browser. Nothing here runs anything. */

/** Where an answer failed, as a track's text, and what it said. */
export interface Failure {
  readonly track: string;
  readonly step: number;
  readonly message: string;
}

export interface PartsChoice {
  /** Exercises whose answers take part, by slug. */
  readonly on: readonly string[];
  /** Switched off because they failed. */
  readonly failed: Readonly<Record<string, Failure>>;
}

const KEY = 'chalkgrad.parts';
const none: PartsChoice = { on: [], failed: {} };

const isText = (value: unknown): value is string => typeof value === 'string';

function read(text: string | null): PartsChoice {
  try {
    const { on, failed } = JSON.parse(text ?? '{}') as Record<string, unknown>;
    const entries = Object.entries(typeof failed === 'object' && failed !== null ? failed : {}).filter(
      (entry): entry is [string, Failure] => {
        const { track, step, message } = (entry[1] ?? {}) as Record<string, unknown>;
        return isText(track) && typeof step === 'number' && isText(message);
      },
    );
    return { on: Array.isArray(on) ? on.filter(isText) : [], failed: Object.fromEntries(entries) };
  } catch {
    return none;
  }
}

export function partsChoice(): PartsChoice {
  try {
    return read(localStorage.getItem(KEY));
  } catch {
    return none;
  }
}

function write(choice: PartsChoice): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(choice));
  } catch {
    // a browser that keeps nothing: the choice holds for this page
  }
  dispatchEvent(new CustomEvent('chalkgrad-parts'));
}

/** Lets an answer take part, or not. A failure is forgotten: it may try again. */
export function choosePart(slug: string, takesPart: boolean): void {
  const { on, failed } = partsChoice();
  const { [slug]: _forgotten, ...rest } = failed;
  const others = on.filter((one) => one !== slug);
  write({ on: takesPart ? [...others, slug] : others, failed: rest });
}

/** It failed: it is switched off, and named. */
export function failPart(slug: string, failure: Failure): void {
  const { on, failed } = partsChoice();
  write({ on: on.filter((one) => one !== slug), failed: { ...failed, [slug]: failure } });
}

/** Calls back when the choice has changed, here or in another tab. Returns the way to stop. */
export function onPartsChanged(act: () => void): () => void {
  const elsewhere = ({ key }: StorageEvent): void => {
    if (key === null || key === KEY) act();
  };
  addEventListener('storage', elsewhere);
  addEventListener('chalkgrad-parts', act);
  return () => {
    removeEventListener('storage', elsewhere);
    removeEventListener('chalkgrad-parts', act);
  };
}
